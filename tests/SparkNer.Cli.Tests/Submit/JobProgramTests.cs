using SparkNer.Cli.Submit;
using SparkNer.Jobs.Annotate;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>What submit hands on, the job's program reads back.</summary>
public sealed class JobProgramTests : IDisposable
{
    private readonly FakeSpark _spark = new();

    public void Dispose() => _spark.Dispose();

    [Fact]
    public void The_settings_are_the_same_on_both_sides()
    {
        string config = _spark.Write("c.json", """{ "labelScores": "predicted", "whiteList": ["A,B"], "tokenizer": { "splitChars": ["-", ","], "minLength": 2 }, "nerConverter": { "preservePosition": false } }""");
        AnnotateJobSettings there = Handed(
            "--input-format", "delta", "--input-option", "a=b=c", "--output-format", "jsonl", "--mode", "append", "--partitions", "3", "--streaming", "--checkpoint", "ck", "--sentences",
            "--threshold", "0.1", "--columns", "ner_chunk,sentence", "--on-error", "fail", "--errors-column", "-oops", "--config", config);
        Assert.Equal(("in put", "delta", "out", "json", "append", 3, "ck"), (there.Input, there.InputFormat, there.Output, there.OutputFormat, there.Mode, there.Partitions, there.Checkpoint));
        Assert.Equal([new("a", "b=c")], there.InputOptions);
        Assert.Equal((true, 0.1, "-oops"), (there.Annotate.Sentences, there.Annotate.Threshold, there.Annotate.ErrorsColumn));
        Assert.Equal(["ner_chunk", "sentence"], there.Annotate.Columns!);
        Assert.Equal(["A,B"], there.Annotate.WhiteList!);
        Assert.Equal(["-", ","], there.Annotate.Tokenizer.SplitChars!);
        Assert.Equal((2, false), (there.Annotate.Tokenizer.MinLength, there.Annotate.NerConverter.PreservePosition));
        Assert.Equal((LabelScores.Predicted, SparkNer.Cli.Annotate.ErrorAction.Fail), (there.Annotate.LabelScores, there.Annotate.OnError));
    }

    [Fact]
    public void What_gave_way_to_the_command_line_is_not_handed_on()
    {
        string config = _spark.Write("c.json", """{ "layout": "spark-nlp", "sentences": true, "stride": 3, "tokenizer": { "minLength": 2 } }""");
        AnnotateJobSettings there = Handed("--layout", "hf", "--truncate", "--config", config);
        Assert.Equal((AnnotationLayout.HuggingFace, true, (int?)null, false), (there.Annotate.Layout, there.Annotate.Truncate, there.Annotate.Stride, there.Annotate.Sentences));
    }

    [Fact]
    public void The_jobs_own_command_line_is_checked_alike() =>
        Assert.Contains("there is no option '--thread'", Assert.Throws<UsageException>(() => AnnotateProgram.Read(["--input", "a", "--output", "b", "--thread", "1"])).Message, StringComparison.Ordinal);

    private AnnotateJobSettings Handed(params string[] args)
    {
        SubmitRun run = SubmitRun.Of(_spark, ["submit", "annotate", "--master", "local", "--input", "in put", "--output", "out", "--dry-run", .. args]);
        Assert.True(run.ExitCode == ExitCode.Ok, run.Error);

        // As a shell would: the words of this text have no other quotes than these.
        string words = run.Out[(run.Out.IndexOf(" annotate '' ", StringComparison.Ordinal) + " annotate '' ".Length)..].TrimEnd();
        return AnnotateProgram.Read(SparkNer.Cli.Options.CommandLineArguments.Normalize(Split(words)));
    }

    private static string[] Split(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        bool quoted = false;
        foreach (char c in text + " ")
        {
            if (c == '\'')
            {
                quoted = !quoted;
            }
            else if (c == ' ' && !quoted)
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        return [.. words];
    }
}
