using System.Text;
using SparkNer.Cli.Annotate;
using SparkNer.Cli.Bench;
using SparkNer.Cli.Doctor;
using SparkNer.Cli.Evaluate;
using SparkNer.Cli.Help;
using SparkNer.Cli.Model;
using SparkNer.Cli.Options;
using SparkNer.Cli.Submit;
using SparkNer.Cli.Tokenize;
using SparkNer.Cli.Udf;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

/// <summary>docs/command-line.md says what the program says. To write its tables anew: <c>SPARKNER_UPDATE_DOCS=1 ./test CommandLineDocTests</c>.</summary>
public sealed class CommandLineDocTests
{
    private static readonly string _path = Path.Combine(Golden.RepositoryRoot, "docs", "command-line.md");

    [Fact]
    public void Its_tables_are_those_of_the_program()
    {
        string document = File.ReadAllText(_path);
        string expected = document;
        expected = Replace(expected, "exit codes", string.Concat(HelpText.ExitCodes.Select(e => $"| {e.Code} | {e.Meaning} |\n")));
        expected = Replace(expected, "annotate", string.Concat(AnnotateOptions.All.GroupBy(o => o.Group).Select(group => $"\n### {group.Key}\n\n{Table(group, HelpWriter.Label)}")));
        expected = Replace(expected, "evaluate", string.Concat(EvaluateOptions.All.GroupBy(o => o.Group).Select(group => $"\n### {group.Key}\n\n{Table(group, HelpWriter.Label)}")));
        expected = Replace(expected, "config", string.Concat(ConfigSections.Names.Select(section => $"\n### {section}\n\n{Table(ConfigSections.Of(section), ConfigSections.ParameterOf)}")));
        expected = Replace(expected, "submit", string.Concat(SubmitOptions.All.GroupBy(o => o.Group).Select(group => $"\n### {group.Key}\n\n{Table(group, HelpWriter.Label)}")));
        expected = Replace(expected, "submit evaluate", string.Concat(EvaluateJobOptions.All.GroupBy(o => o.Group).Select(group => $"\n### {group.Key}\n\n{Table(group, HelpWriter.Label)}")));
        expected = Replace(expected, "archive", "\n" + Table(SubmitOptions.OfArchive, HelpWriter.Label));
        expected = Replace(expected, "udf", string.Concat(UdfOptions.All.GroupBy(o => o.Group).Select(group => $"\n### {group.Key}\n\n{Table(group, HelpWriter.Label)}")));
        expected = Replace(expected, "doctor", "\n" + Table(DoctorOptions.All, HelpWriter.Label));
        expected = Replace(expected, "tokenize", "\n" + Table(TokenizeOptions.All, HelpWriter.Label));
        expected = Replace(expected, "model import", "\n" + Table(ModelOptions.Import, HelpWriter.Label));
        expected = Replace(expected, "model info", "\n" + Table(ModelOptions.Info, HelpWriter.Label));
        expected = Replace(expected, "model verify", "\n" + Table(ModelOptions.Verify, HelpWriter.Label));
        expected = Replace(expected, "model list", "\n" + Table(ModelOptions.List, HelpWriter.Label));
        expected = Replace(expected, "model logits", "\n" + Table(ModelOptions.Logits, HelpWriter.Label));
        expected = Replace(expected, "model pull", "\n" + Table(PullOptions.All, HelpWriter.Label));
        expected = Replace(expected, "bench", "\n" + Table(BenchEmbeddedOptions.All, HelpWriter.Label));
        expected = Replace(expected, "bench spark", "\n" + Table(BenchSparkOptions.All, HelpWriter.Label));
        if (Environment.GetEnvironmentVariable("SPARKNER_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(_path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(_path));
    }

    [Fact]
    public void Its_examples_are_understood()
    {
        foreach (string example in HelpText.AnnotateExamples.Concat(HelpText.SubmitExamples).Concat(HelpText.EvaluateExamples).Concat(HelpText.SubmitEvaluateExamples))
        {
            Assert.Contains(example, File.ReadAllText(_path), StringComparison.Ordinal);
        }

        Assert.Equal(ExitCode.Ok, CliRun.Of("annotate", "in/*.parquet", "-o", "out/", "--text-column", "body", "--sentences").ExitCode);
        Assert.Equal(ExitCode.Ok, CliRun.Of("annotate", "news.csv", "-o", "entities.jsonl", "--layout", "hf", "--aggregation", "first").ExitCode);

        string document = File.ReadAllText(_path);
        int begin = document.IndexOf("```json\n", StringComparison.Ordinal) + 8;
        string json = document[begin..document.IndexOf("```", begin, StringComparison.Ordinal)];
        Assert.Equal(
            ["documentAssembler.cleanupMode", "sentenceDetector.customBounds", "sentenceDetector.useAbbreviations", "sentences", "text-column", "threshold",
             "tokenizer.exceptions", "tokenizer.minLength", "white-list"],
            ConfigFile.Parse("c.json", Encoding.UTF8.GetBytes(json)).Names.Order(StringComparer.Ordinal));
    }

    private static string Table(IEnumerable<OptionSpec> options, Func<OptionSpec, string> label)
    {
        var table = new StringBuilder("| name | meaning | default |\n| --- | --- | --- |\n");
        foreach (OptionSpec option in options)
        {
            string type = option.Flag.Contains('.', StringComparison.Ordinal) ? Type(option) : "";
            table.Append($"| `{Cell(label(option))}` | {type}{Cell(option.Description)} | {Cell(option.Default ?? "")} |\n");
        }

        return table.ToString();
    }

    private static string Type(OptionSpec option) => option.Kind switch
    {
        OptionKind.Boolean => "Boolean. ",
        OptionKind.Integer => "Whole number. ",
        OptionKind.Number => "Number. ",
        OptionKind.List => "Array of strings. ",
        OptionKind.Choice => $"One of {string.Join(", ", option.Choices)}. ",
        _ => "String. ",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Replace(string document, string block, string content)
    {
        string begin = $"<!-- {block} -->\n";
        int from = document.IndexOf(begin, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{_path} has no '{begin.Trim()}'");
        int to = document.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        return string.Concat(document.AsSpan(0, from + begin.Length), content, document.AsSpan(to));
    }
}
