using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Running;

public sealed class EvaluateTests
{
    private const string News =
        "-DOCSTART- -X- O O\n\nAngela NNP I-NP B-PER\nMerkel NNP I-NP I-PER\nmet VBD I-VP O\nTim NNP I-NP B-PER\nCook NNP I-NP I-PER\n. . O O\n\n"
        + "Apple NNP I-NP B-ORG\nInc. NNP I-NP I-ORG\nis VBZ I-VP O\nin IN I-PP O\nCupertino NNP I-NP B-LOC\n. . O O\n";

    [Fact]
    public void The_golden_files_byte_for_byte()
    {
        foreach (string conll in Directory.EnumerateFiles(Golden.PathOf("hf", "metrics", "conlleval"), "*.conll"))
        {
            RealRun run = RealRun.Of("evaluate", conll, "--predicted-column", "3").Ok();
            Assert.Equal(File.ReadAllText(Path.ChangeExtension(conll, ".txt")), run.Out);
            Assert.Equal("", run.Error + run.Printed);
        }
    }

    [Theory]
    [InlineData("seqeval_default", "text_digits4", "--report", "seqeval")]
    [InlineData("sklearn", "text_digits4", "--report", "tokens")]
    [InlineData("sklearn", "text_without_O_digits4", "--report", "tokens", "--no-outside")]
    public void The_other_reports_byte_for_byte(string part, string text, params string[] options)
    {
        JsonElement expected = Golden.LinesWithNaN("hf", "metrics", "expected.jsonl.gz").First().GetProperty(part);
        RealRun run = RealRun.Of(["evaluate", Golden.PathOf("hf", "metrics", "conlleval", "00.conll"), "--predicted-column", "3", "--digits", "4", .. options]).Ok();
        Assert.Equal(expected.GetProperty(text).GetString(), run.Out);
    }

    [ConllDataFact]
    public void The_default_model_scores_what_its_card_says()
    {
        string card = File.ReadAllLines(Path.Combine(Golden.DefaultModel, "README.md")).Single(line => line.StartsWith("| CoNLL-2003 testa |", StringComparison.Ordinal));
        string[] scores = [.. card.Split('|', StringSplitOptions.TrimEntries)[3..6]];
        RealRun run = RealRun.Of("evaluate", ConllDataFactAttribute.TestA, "--quiet").Ok();
        Assert.EndsWith($"precision:  {scores[0]}%; recall:  {scores[1]}%; FB1:  {scores[2]}", run.Out.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_model_tags_given_words_and_says_on_stderr_what_it_did()
    {
        RealRun run = RealRun.WithInput(News, "evaluate", "-").Ok();
        Assert.StartsWith("processed 13 tokens with 4 phrases; found: 4 phrases; correct: 4.\naccuracy: 100.00%; precision: 100.00%;", run.Out, StringComparison.Ordinal);
        Assert.Contains("word pieces in", run.Error, StringComparison.Ordinal);
        Assert.Equal("", RealRun.WithInput(News, "evaluate", "-", "--quiet", "--sentence-context", "1", "--label-all-tokens").Ok().Error);
    }

    [Theory]
    [InlineData("IOB1", "I-PER")]
    [InlineData("IOBES", "E-PER")]
    public void A_models_tags_are_written_in_the_scheme_that_is_asked_for(string scheme, string tag)
    {
        RealRun run = RealRun.WithInput(News, "evaluate", "-", "--quiet", "--report", "tokens", "--scheme", scheme).Ok();
        Assert.Contains($" {tag} ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_scores_what_its_file_scores()
    {
        using var folder = new TemporaryFolder();
        string conll = folder.Write("a.conll", "Anna B-PER\nwent O\n\nto O\nOslo B-LOC\n\nIBM I-ORG\n");
        string table = folder.Write(
            "a.jsonl",
            "{\"tokens\":[\"Anna\",\"went\"],\"labels\":[\"B-PER\",\"O\"]}\n{\"tokens\":[\"to\",\"Oslo\"],\"labels\":[\"O\",\"B-LOC\"]}\n{\"tokens\":[],\"labels\":[]}\n{\"tokens\":[\"IBM\"],\"labels\":[\"I-ORG\"]}\n");
        string expected = RealRun.Of("evaluate", conll, "--quiet").Ok().Out;
        Assert.Equal(expected, RealRun.Of("evaluate", table, "--quiet").Ok().Out);
        foreach (string extension in new[] { "parquet", "jsonl", "csv" })
        {
            string tagged = folder["tagged." + extension];
            RealRun.Of("annotate", table, "-o", tagged, "--words-column", "tokens", "--quiet").Ok();
            Assert.Equal(expected, RealRun.Of("evaluate", tagged, "--predicted-column", "ner").Ok().Out);
        }
    }

    [Theory]
    [InlineData("{\"tokens\":[\"a\"],\"labels\":[\"O\",\"O\"],\"p\":[\"O\"]}", "t.jsonl, line 1: has 1 words, 2 right tags and 1 predicted tags.")]
    [InlineData("{\"tokens\":[\"a\"],\"labels\":null,\"p\":[\"O\"]}", "t.jsonl, line 1: the column 'labels' is null;")]
    [InlineData("{\"tokens\":[\"a\"],\"labels\":[\"O\"],\"p\":[1]}", "t.jsonl, line 1: column 'p' is not an array of strings")]
    [InlineData("{\"tokens\":[\"a\"],\"label\":[\"O\"],\"p\":[\"O\"]}", "t.jsonl: there is no column 'labels'.")]
    [InlineData("{\"tokens\":[\"a\"],\"labels\":[\"\"],\"p\":[\"O\"]}", "t.jsonl, line 1, token 1: the tag is empty.")]
    public void A_broken_row_is_named(string line, string message)
    {
        using var folder = new TemporaryFolder();
        RealRun run = RealRun.Of("evaluate", folder.Write("t.jsonl", line), "--predicted-column", "p");
        Assert.Equal((ExitCode.Failed, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_an_entity_gives_zeros()
    {
        RealRun run = RealRun.WithInput("a O O\nb O O\n", "evaluate", "-", "--predicted-column", "3").Ok();
        Assert.Equal("processed 2 tokens with 0 phrases; found: 0 phrases; correct: 0.\naccuracy: 100.00%; precision:   0.00%; recall:   0.00%; FB1:   0.00\n", run.Out);
    }

    [Theory]
    [InlineData("a O O\nb O\n", "<stdin>, line 2: has 2 columns, but the lines before have 3.")]
    [InlineData("a O B-X\n\nb O E-X\n", "<stdin>, line 3: the tag 'E-X' is none of the scheme IOB2, whose tags begin with I, O, B.")]
    [InlineData("a O B-X\nb O PER\n", "<stdin>, line 2: the tag 'PER' is none of the scheme IOB2")]
    public void A_broken_line_is_named(string text, string message)
    {
        RealRun run = RealRun.WithInput(text, "evaluate", "-", "--predicted-column", "3", "--mode", "strict", "--scheme", "IOB2");
        Assert.Equal((ExitCode.Failed, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("sparkner: error: " + message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_utf8_is_named()
    {
        RealRun run = RealRun.WithInput([.. "a O O\n\nb"u8, 0xE9, .. " O O\n"u8], CancellationToken.None, "evaluate", "-", "--predicted-column", "3");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("sparkner: error: <stdin>, line 3: is not UTF-8.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_model_is_named()
    {
        Assert.Contains("no-such.conll: there is no such file", RealRun.Of("evaluate", "no-such.conll", "--predicted-column", "3").Error, StringComparison.Ordinal);
        Assert.Contains("there is no model 'no-such'", RealRun.WithInput(News, "evaluate", "-", "--model", "no-such").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_and_page_beside_each_other()
    {
        using var folder = new TemporaryFolder();
        string page = folder.Write("page.html", "old");
        RealRun run = RealRun.WithInput("a <b> B-X B-X\nc d O B-X\n", "evaluate", "-", "--predicted-column", "4", "--gold-column", "3", "--json", "--html", page).Ok();
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((2, 1, 2), (json.GetProperty("tokens").GetInt32(), json.GetProperty("conlleval").GetProperty("phrases").GetInt32(), json.GetProperty("conlleval").GetProperty("found").GetInt32()));
        string html = File.ReadAllText(page, Encoding.UTF8);
        Assert.Contains("spurious X: 1", XElement.Parse(html["<!DOCTYPE html>\n".Length..]).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_leaves_the_old_page()
    {
        using var folder = new TemporaryFolder();
        string page = folder.Write("page.html", "old");
        Assert.Equal(ExitCode.Failed, RealRun.WithInput("a O O\nb\n", "evaluate", "-", "--predicted-column", "3", "--html", page).ExitCode);
        Assert.Equal("old", File.ReadAllText(page));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Fact]
    public void Models_and_columns_are_compared()
    {
        string tagged = string.Concat(News.Split('\n').Select(line => line.Length == 0 ? "\n" : line.StartsWith("Apple", StringComparison.Ordinal) ? line + " O\n" : line + " " + line.Split(' ')[^1] + "\n"));
        RealRun run = RealRun.WithInput(tagged, "evaluate", "-", "--gold-column", "4", "--compare", "sparkner-small-conll03", "column:5", "--resamples", "20", "--quiet").Ok();
        Assert.Contains("\n       F1      100.00       75.00      -25.00\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("91.67 % of 12 tokens have the same tag in both.", run.Out, StringComparison.Ordinal);
        RealRun turned = RealRun.WithInput(tagged, "evaluate", "-", "--gold-column", "4", "--compare", "column:5", "sparkner-small-conll03", "--resamples", "20", "--quiet", "--json").Ok();
        JsonElement json = JsonDocument.Parse(turned.Out).RootElement;
        Assert.Equal((0.25, "column:5"), (json.GetProperty("difference").GetDouble(), json.GetProperty("a").GetProperty("name").GetString()));
    }
}
