using SparkNer.Cli.Annotate;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

public sealed class AnnotateErrorTests
{
    [Theory]
    [InlineData("--modle", "x", "there is no option '--modle'. Did you mean '--model'?")]
    [InlineData("--modle=x", "", "there is no option '--modle'. Did you mean '--model'?")]
    [InlineData("--agregation", "max", "there is no option '--agregation'. Did you mean '--aggregation'?")]
    [InlineData("--textColumn", "x", "there is no option '--textColumn'. Did you mean '--text-column'?")]
    [InlineData("--text_column", "x", "there is no option '--text_column'. Did you mean '--text-column'?")]
    [InlineData("--label", "x", "there is no option '--label'. Did you mean '--label-scores'?")]
    [InlineData("--hepl", "x", "there is no option '--hepl'. Did you mean '--help'?")]
    [InlineData("--frobnicate", "x", "there is no option '--frobnicate'.")]
    [InlineData("-x", "x", "there is no option '-x'.")]
    [InlineData("--layout", "hff", "--layout: 'hff' is not one of spark-nlp, hf. Did you mean 'hf'?")]
    [InlineData("--layout", "sparknlp", "--layout: 'sparknlp' is not one of spark-nlp, hf. Did you mean 'spark-nlp'?")]
    [InlineData("--input-format", "parqet", "--input-format: 'parqet' is not one of parquet, json, jsonl, csv, text. Did you mean 'parquet'?")]
    [InlineData("--columns", "document,tokens", "--columns: 'tokens' is not one of document, sentence, token, ner, ner_chunk. Did you mean 'token'?")]
    [InlineData("--columns", "ner,ner", "--columns names 'ner' twice.")]
    [InlineData("--columns", "", "--columns names nothing; it takes one or more of document, sentence, token, ner, ner_chunk.")]
    [InlineData("--columns", "sentence", "--columns names 'sentence', which needs --sentences.")]
    [InlineData("--threads", "two", "--threads: 'two' is not a whole number.")]
    [InlineData("--threads", "0", "--threads must be 1 to 1024, but is 0.")]
    [InlineData("--threads", "1.5", "--threads: '1.5' is not a whole number.")]
    [InlineData("--batch-tokens", "99999999999", "--batch-tokens: 99999999999 is out of range.")]
    [InlineData("--max-length", "2", "--max-length must be 3 or more: [CLS] and [SEP] count.")]
    [InlineData("--stride", "-1", "--stride must be 0 or more, but is -1.")]
    [InlineData("--threshold", "0,5", "--threshold: '0,5' is not a number (the decimal sign is a point).")]
    [InlineData("--threshold", "1.5", "--threshold must be 0 to 1, but is 1.5.")]
    [InlineData("--threshold", "NaN", "--threshold: 'NaN' is not a number.")]
    [InlineData("--case-sensitive", "yes", "--case-sensitive: 'yes' is neither true nor false.")]
    [InlineData("--white-list", "PER,,LOC", "--white-list: 'PER,,LOC' has an empty item.")]
    [InlineData("--model", "", "--model must not be empty.")]
    [InlineData("--model", null, "--model needs a value: NAME|DIR.")]
    [InlineData("--model", "--quiet", "--model needs a value: NAME|DIR. (If '--quiet' is the value, write --model=--quiet.)")]
    [InlineData("--aggregation", "max", "--aggregation needs --layout hf: the layout is spark-nlp unless given.")]
    [InlineData("--ignore-labels", "O", "--ignore-labels needs --layout hf: the layout is spark-nlp unless given.")]
    [InlineData("--delimiter", "x", "--delimiter needs --words-column: it joins the words of that column.")]
    [InlineData("--text", "x", "--text and INPUT do not go together: the text is given on the command line.")]
    public void A_wrong_option_is_named(string option, string? value, string message)
    {
        CliRun run = CliRun.Annotate([option, .. value is null or "" && option.Contains('=', StringComparison.Ordinal) ? [] : value is null ? [] : new[] { value }]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("sparkner: error: " + message, run.FirstError);
        Assert.Equal("Try 'sparkner annotate --help'.\n", run.Error.Split('\n', 2)[1]);
        Assert.Equal("", run.Out);
        Assert.Null(run.Runners.Annotate);
    }

    [Theory]
    [InlineData("--sentences")]
    [InlineData("--columns", "ner")]
    [InlineData("--label-scores", "all")]
    [InlineData("--white-list", "PER")]
    [InlineData("--black-list", "PER")]
    [InlineData("--threshold", "0.5")]
    [InlineData("--compatibility", "spark-nlp")]
    public void Options_of_the_spark_nlp_layout_are_refused_with_hf(params string[] option)
    {
        CliRun run = CliRun.Annotate(["--layout", "hf", .. option]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal($"sparkner: error: {option[0]} needs --layout spark-nlp: --layout says hf.", run.FirstError);
    }

    [Theory]
    [InlineData("--stride and --truncate do not go together: a long text is either cut into windows or cut off.", "--layout", "hf", "--stride", "0", "--truncate")]
    [InlineData("--words-column and --text-column do not go together: a row's text is either split already or not.", "--words-column", "w", "--text-column", "t")]
    [InlineData("--stride and --compatibility do not go together: Spark NLP has no windows; it cuts at --max-length.", "--compatibility", "spark-nlp", "--stride", "2")]
    [InlineData("--stride must be less than 6: a window of 8 pieces has 6 besides [CLS] and [SEP], and must move on.", "--layout", "hf", "--stride", "6", "--max-length", "8")]
    [InlineData("--model is given twice.", "--model", "a", "--model", "b")]
    public void Contradictions_are_refused(string message, params string[] options)
    {
        CliRun run = CliRun.Annotate(options);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("sparkner: error: " + message, run.FirstError);
    }

    [Fact]
    public void What_is_switched_off_needs_no_layout() =>
        Assert.Equal(AnnotationLayout.HuggingFace, CliRun.Annotate("--layout", "hf", "--sentences=false", "--compatibility", "none").Settings.Layout);

    [Fact]
    public void Truncate_false_contradicts_nothing() => Assert.Equal(1, CliRun.Annotate("--layout", "hf", "--stride", "1", "--truncate=false").Settings.Stride);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void With_compatibility_the_length_may_be_as_short_as_in_spark_nlp(int length) =>
        Assert.Equal(length, CliRun.Annotate("--compatibility", "spark-nlp", "--max-length", $"{length}").Settings.MaxLength);

    [Theory]
    [InlineData("there is no INPUT: give files, folders, globs, - for stdin, or --text \"...\".", "-o", "x.jsonl")]
    [InlineData("there is no -o OUT: give a file, a folder, or - for stdout.", "a.csv")]
    [InlineData("--sentences: 'maybe' is not true or false.", "a.csv", "-o", "x.csv", "--sentences=maybe")]
    [InlineData("several inputs need a folder as -o OUT, but 'x.csv' is a file.", "a.csv", "b.csv", "-o", "x.csv")]
    [InlineData("several inputs need a folder as -o OUT, but 'x.jsonl.gz' is a file.", "a.csv", "b.csv", "-o", "x.jsonl.gz")]
    [InlineData("several inputs need a folder as -o OUT, but '-' is stdout.", "a.csv", "b.csv", "-o", "-")]
    [InlineData("- (stdin) cannot be one of several inputs.", "a.csv", "-", "-o", "out/")]
    [InlineData("an INPUT is empty.", "", "-o", "out/")]
    [InlineData("--output and --text do not go together: --output is for files.", "--text", "x", "-o", "y")]
    public void Inputs_and_output_must_fit(string message, params string[] args)
    {
        CliRun run = CliRun.Of(["annotate", .. args]);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("sparkner: error: " + message, run.FirstError);
    }

    [Fact]
    public void An_existing_file_without_extension_is_no_folder()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("results", "x");
        Assert.Contains("several inputs need a folder", CliRun.Of("annotate", "a.csv", "b.csv", "-o", file).FirstError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anotate", "there is no command 'anotate'. Did you mean 'annotate'?")]
    [InlineData("frobnicate", "there is no command 'frobnicate'.")]
    [InlineData("--verzion", "there is no option '--verzion'. Did you mean '--version'?")]
    public void An_unknown_command_is_named(string argument, string message)
    {
        CliRun run = CliRun.Of(argument);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("sparkner: error: " + message, run.FirstError);
        Assert.Contains("Try 'sparkner --help'.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no --model DIR.", "tokenize")]
    [InlineData("--stride needs --max-length: without it there is one window.", "tokenize", "--model", "m", "--stride", "1")]
    [InlineData("--max-length must be 3 or more: [CLS] and [SEP] count.", "tokenize", "--model", "m", "--max-length", "2")]
    [InlineData("--stride must be less than 4: a window of 6 pieces has 4 besides [CLS] and [SEP], and must move on.", "tokenize", "--model", "m", "--max-length", "6", "--stride", "4")]
    [InlineData("'x': tokenize takes no such argument.", "tokenize", "--model", "m", "x")]
    [InlineData("there is no option '--modell'. Did you mean '--model'?", "tokenize", "--modell", "m")]
    [InlineData("--documents must be 1 or more, but is 0.", "bench", "embedded", "--documents", "0")]
    [InlineData("there is no command 'embeded'. Did you mean 'embedded'?", "bench", "embeded")]
    public void Other_commands_name_their_mistakes(string message, params string[] args)
    {
        CliRun run = CliRun.Of(args);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Equal("sparkner: error: " + message, run.FirstError);
    }
}
