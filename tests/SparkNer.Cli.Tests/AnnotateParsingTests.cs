using FsCheck;
using FsCheck.Fluent;
using SparkNer.Aggregation;
using SparkNer.Cli.Annotate;
using SparkNer.Files;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

public sealed class AnnotateParsingTests
{
    [Fact]
    public void Defaults_are_those_of_the_documentation()
    {
        AnnotateSettings settings = CliRun.Annotate().Settings;

        Assert.Equal(["in.jsonl"], settings.Inputs);
        Assert.Equal("out.jsonl", settings.Output);
        Assert.Equal("sparkner-small-conll03", settings.Model);
        Assert.Equal("text", settings.TextColumn);
        Assert.Equal(" ", settings.Delimiter);
        Assert.Equal("ner_error", settings.ErrorsColumn);
        Assert.Equal(AnnotationLayout.SparkNlp, settings.Layout);
        Assert.Equal(AggregationStrategy.Simple, settings.Aggregation);
        Assert.Equal(["O"], settings.IgnoreLabels);
        Assert.Equal(OffsetUnit.Utf16, settings.Offsets);
        Assert.Equal(LabelScores.All, settings.LabelScores);
        Assert.Equal(ErrorAction.Column, settings.OnError);
        Assert.Equal(Environment.ProcessorCount, settings.Threads);
        Assert.Null(settings.Text);
        Assert.Null(settings.IdColumn);
        Assert.Null(settings.WordsColumn);
        Assert.Null(settings.InputFormat);
        Assert.Null(settings.OutputFormat);
        Assert.Null(settings.Columns);
        Assert.Null(settings.CaseSensitive);
        Assert.Null(settings.MaxLength);
        Assert.Null(settings.Stride);
        Assert.Null(settings.WhiteList);
        Assert.Null(settings.BlackList);
        Assert.Null(settings.Threshold);
        Assert.Equal(Compatibility.None, settings.Compatibility);
        Assert.False(settings.Sentences || settings.Truncate || settings.Overwrite || settings.Quiet);
        Assert.Equal(["input", "output"], settings.Given.Order());
    }

    [Fact]
    public void All_options_of_the_spark_nlp_layout_arrive()
    {
        AnnotateSettings settings = CliRun.Of(
            "annotate", "a.csv", "--output", "b.parquet", "--model", "models/x", "--text-column", "body", "--id-column", "id", "--input-format", "csv", "--output-format", "parquet",
            "--layout", "spark-nlp", "--compatibility", "spark-nlp", "--offsets", "codepoints", "--columns", "document,sentence,ner", "--sentences", "--case-sensitive", "false",
            "--max-length", "64", "--white-list", "PER,LOC", "--black-list", "MISC", "--threshold", "0.5", "--label-scores", "predicted", "--batch-tokens", "256", "--threads", "3",
            "--on-error", "fail", "--errors-column", "oops", "--overwrite", "--quiet").Settings;

        Assert.Equal("b.parquet", settings.Output);
        Assert.Equal("models/x", settings.Model);
        Assert.Equal("body", settings.TextColumn);
        Assert.Equal("id", settings.IdColumn);
        Assert.Equal(FileFormat.Csv, settings.InputFormat);
        Assert.Equal(FileFormat.Parquet, settings.OutputFormat);
        Assert.Equal(Compatibility.SparkNlp, settings.Compatibility);
        Assert.Equal(OffsetUnit.CodePoints, settings.Offsets);
        Assert.Equal(["document", "sentence", "ner"], settings.Columns!);
        Assert.True(settings.Sentences);
        Assert.False(settings.CaseSensitive);
        Assert.Equal(64, settings.MaxLength);
        Assert.Equal(["PER", "LOC"], settings.WhiteList!);
        Assert.Equal(["MISC"], settings.BlackList!);
        Assert.Equal(0.5, settings.Threshold);
        Assert.Equal(LabelScores.Predicted, settings.LabelScores);
        Assert.Equal(256, settings.BatchTokens);
        Assert.Equal(3, settings.Threads);
        Assert.Equal(ErrorAction.Fail, settings.OnError);
        Assert.Equal("oops", settings.ErrorsColumn);
        Assert.True(settings.Overwrite);
        Assert.True(settings.Quiet);
    }

    [Theory]
    [InlineData("none", AggregationStrategy.None)]
    [InlineData("simple", AggregationStrategy.Simple)]
    [InlineData("first", AggregationStrategy.First)]
    [InlineData("average", AggregationStrategy.Average)]
    [InlineData("max", AggregationStrategy.Max)]
    public void Aggregations(string text, object expected) =>
        Assert.Equal(expected, CliRun.Annotate("--layout", "hf", "--aggregation", text).Settings.Aggregation);

    [Theory]
    [InlineData("--ignore-labels", "")]
    [InlineData("--ignore-labels=", null)]
    public void An_empty_ignore_list_ignores_nothing(string option, string? value) =>
        Assert.Empty(CliRun.Annotate(["--layout", "hf", .. value is null ? [option] : new[] { option, value }]).Settings.IgnoreLabels);

    [Fact]
    public void A_stride_of_zero_is_given() => Assert.Equal(0, CliRun.Annotate("--layout", "hf", "--stride", "0").Settings.Stride);

    [Fact]
    public void A_dash_is_stdin_and_stdout()
    {
        AnnotateSettings settings = CliRun.Of("annotate", "-", "-o", "-").Settings;
        Assert.Equal(["-"], settings.Inputs);
        Assert.Equal("-", settings.Output);
    }

    [Fact]
    public void After_two_dashes_a_name_may_begin_with_one() =>
        Assert.Equal(["a.csv", "-b.csv", "--model"], CliRun.Of("annotate", "-o", "out/", "a.csv", "--", "-b.csv", "--model").Settings.Inputs);

    [Theory]
    [InlineData("@user met [Bo] in 100% \"Oslo\" = 1")]
    [InlineData("")]
    [InlineData("annotate")]
    [InlineData("-")]
    [InlineData("-x")]
    [InlineData("a=b")]
    public void A_text_is_taken_as_it_is(string text)
    {
        AnnotateSettings settings = CliRun.Of("annotate", "--text", text).Settings;
        Assert.Equal(text, settings.Text);
        Assert.Empty(settings.Inputs);
        Assert.Null(settings.Output);
    }

    [Fact]
    public void A_text_that_looks_like_an_option_can_be_given() => Assert.Equal("--model", CliRun.Of("annotate", "--text=--model").Settings.Text);

    [Fact]
    public void Any_text_arrives_unchanged()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
            AnnotateOptions.All.Any(o => o.Flag == text.Get) || text.Get is "--" || CliRun.Of("annotate", "--text", text.Get).Settings.Text == text.Get);
        property.QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData("-")]
    public void Delimiters(string delimiter) =>
        Assert.Equal(delimiter, CliRun.Annotate("--words-column", "words", "--delimiter", delimiter).Settings.Delimiter);

    [Fact]
    public void A_flag_does_not_take_the_next_argument() =>
        Assert.Equal(["b.jsonl"], CliRun.Of("annotate", "-o", "out.jsonl", "--sentences", "b.jsonl").Settings.Inputs);

    [Fact]
    public void A_flag_can_be_switched_off() => Assert.False(CliRun.Annotate("--sentences=false").Settings.Sentences);

    [Fact]
    public void List_items_are_trimmed() => Assert.Equal(["PER", "LOC"], CliRun.Annotate("--white-list", "PER, LOC").Settings.WhiteList!);

    [Fact]
    public void An_empty_white_list_is_not_no_white_list() => Assert.Empty(CliRun.Annotate("--white-list", "").Settings.WhiteList!);

    [Fact]
    public void Choices_heed_no_case() => Assert.Equal(AnnotationLayout.HuggingFace, CliRun.Annotate("--layout", "HF").Settings.Layout);

    [Fact]
    public void Numbers_are_invariant() => Assert.Equal(0.0005, CliRun.Annotate("--threshold", "5e-4").Settings.Threshold);

    [Fact]
    public void Several_inputs_go_to_a_folder()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(2, CliRun.Of("annotate", "a.csv", "b.csv", "-o", folder.Path).Settings.Inputs.Count);
        Assert.Equal(2, CliRun.Of("annotate", "a.csv", "b.csv", "-o", "new-folder").Settings.Inputs.Count);
        Assert.Equal(2, CliRun.Of("annotate", "a.csv", "b.csv", "-o", "odd.csv/").Settings.Inputs.Count);
    }

    [Fact]
    public void Tokenize_and_bench_get_their_settings()
    {
        Assert.Equal(new Tokenize.TokenizeSettings("m", 16, 4, null), CliRun.Of("tokenize", "--model", "m", "--max-length", "16", "--stride", "4").Runners.Tokenize);
        Assert.Equal(new Tokenize.TokenizeSettings("m", null, 0, true), CliRun.Of("tokenize", "--model", "m", "--case-sensitive", "true").Runners.Tokenize);
        Assert.Equal(
            new Bench.BenchEmbeddedSettings("m", 10, 2, 128, 7, true),
            CliRun.Of("bench", "embedded", "--model", "m", "--documents", "10", "--threads", "2", "--batch-tokens", "128", "--seed", "7", "--quiet").Runners.Bench);
    }
}
