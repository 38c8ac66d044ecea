using SparkNer.Cli.Evaluate;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Files;

namespace SparkNer.Cli.Tests;

public sealed class EvaluateParsingTests
{
    [Fact]
    public void Defaults()
    {
        EvaluateSettings settings = Settings("eng.testa");
        Assert.Equal(("eng.testa", "1", null), (settings.Input, settings.TokenColumn, settings.GoldColumn));
        Assert.Equal((ReportKind.Conlleval, 2, TaggingScheme.Iob2), (settings.Report, settings.Digits, settings.TagScheme));
        Assert.Equal(new TaggerSettings("sparkner-small-conll03", "sparkner-small-conll03", 0, false, null, null), settings.Tagger);
        Assert.Null(settings.Table);
        Assert.Null(settings.StrictScheme);
        Assert.Null(settings.Compared);
        Assert.True(settings.Types.IsEmpty);
    }

    [Fact]
    public void With_a_predicted_column_there_is_no_model()
    {
        EvaluateSettings settings = Settings("x.conll", "--predicted-column", "4", "--gold-column", "3", "--token-column", "2", "--report", "tokens", "--digits", "4");
        Assert.Null(settings.Tagger);
        Assert.Equal(["4"], settings.PredictedColumns);
        Assert.Equal(("2", "3", ReportKind.Tokens, 4), (settings.TokenColumn, settings.GoldColumn, settings.Report, settings.Digits));
    }

    [Theory]
    [InlineData("x.parquet", FileFormat.Parquet)]
    [InlineData("x.jsonl.gz", FileFormat.Jsonl)]
    [InlineData("x.conll.txt", null)]
    [InlineData("emerging.test.annotated", null)]
    public void The_extension_tells_a_table(string file, FileFormat? format)
    {
        EvaluateSettings settings = Settings(file);
        Assert.Equal(format, settings.Table);
        Assert.Equal(format is null ? ("1", null) : ("tokens", "labels"), (settings.TokenColumn, settings.GoldColumn));
        Assert.Null(Settings(file, "--input-format", "conll").Table);
    }

    [Fact]
    public void Strict_mode_is_seqevals()
    {
        EvaluateSettings settings = Settings("x", "--predicted-column", "3", "--mode", "strict", "--scheme", "iobes");
        Assert.Equal((ReportKind.Seqeval, TaggingScheme.Iobes), (settings.Report, settings.StrictScheme!.Value));
    }

    [Fact]
    public void Types_are_mapped_then_chosen()
    {
        TypeFilter types = Settings("x", "--map-types", "person=PER, group-x=ORG,misc=", "--types", "PER,ORG").Types;
        Assert.Equal(["B-PER", "I-ORG", "O", "O"], new[] { "B-person", "I-group-x", "B-misc", "B-LOC" }.Select(types.Apply));
    }

    [Fact]
    public void Two_models_or_columns_are_compared_with_settings_of_their_own()
    {
        (ComparedSystem a, ComparedSystem b) = Settings("--compare", "column:3", "dir/model,sentence-context=2,label-all-tokens", "x", "--max-length", "64", "--seed", "-5").Compared!.Value;
        Assert.Equal(new ComparedSystem("column:3", "3", null), a);
        Assert.Equal(new TaggerSettings("dir/model,sentence-context=2,label-all-tokens", "dir/model", 2, true, null, 64), b.Tagger);
    }

    [Theory]
    [InlineData("there is no FILE. A file with a word and its tags a line")]
    [InlineData("give one FILE, not 2.", "a", "b")]
    [InlineData("--token-column: 'x' is not a column's number, 1 or more.", "a", "--token-column", "x")]
    [InlineData("--gold-column: '0' is not a column's number, 1 or more.", "a", "--gold-column", "0")]
    [InlineData("--gold-column and --predicted-column name the same column, 2.", "a", "--gold-column", "2", "--predicted-column", "2")]
    [InlineData("--model is for a model, but the tags are in a column (--predicted-column).", "a", "--predicted-column", "2", "--model", "m")]
    [InlineData("--sentence-context is for a model, but the tags are in columns.", "a", "--compare", "column:2", "column:3", "--sentence-context", "1")]
    [InlineData("--mode strict needs --scheme: IOB1, IOB2, IOE1, IOE2, IOBES, BILOU.", "a", "--mode", "strict")]
    [InlineData("--mode strict is seqeval's: it does not go with --report conlleval.", "a", "--mode", "strict", "--scheme", "IOB2", "--report", "conlleval")]
    [InlineData("--scheme: 'BIOES' is not one of IOB1, IOB2, IOE1, IOE2, IOBES, BILOU.", "a", "--scheme", "BIOES")]
    [InlineData("--scheme is for --mode strict, or for a model's tags.", "a", "--predicted-column", "3", "--scheme", "IOB2")]
    [InlineData("--no-outside is for --report tokens.", "a", "--no-outside")]
    [InlineData("--seed is for --compare.", "a", "--seed", "3")]
    [InlineData("--html does not go with --compare, which names what is compared and has a report of its own.", "a", "--compare", "m", "n", "--html", "p")]
    [InlineData("--compare needs two values: A B.", "a", "--compare", "m", "")]
    [InlineData("--compare: 'm,context=1' has the setting 'context'; there are sentence-context, max-length, label-all-tokens, case-sensitive.", "a", "--compare", "m,context=1", "n")]
    [InlineData("--compare: in 'm,max-length=2' max-length must be a whole number of 3 or more, but is '2'.", "a", "--compare", "m,max-length=2", "n")]
    [InlineData("--map-types: 'person' is not OLD=NEW.", "a", "--map-types", "person")]
    [InlineData("--map-types names 'x' twice.", "a", "--map-types", "x=Y,x=Z")]
    public void What_makes_no_sense_is_a_usage_error(string message, params string[] arguments)
    {
        CliRun run = CliRun.Of(["evaluate", .. arguments]);
        Assert.StartsWith("sparkner: error: " + message, run.FirstError, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, run.ExitCode);
    }

    [Fact]
    public void A_missing_second_value_of_compare_is_a_usage_error() => Assert.Equal(ExitCode.Usage, CliRun.Of("evaluate", "--compare", "m").ExitCode);

    private static EvaluateSettings Settings(params string[] arguments)
    {
        CliRun run = CliRun.Of(["evaluate", .. arguments]);
        return run.Runners.Evaluate ?? throw new InvalidOperationException(run.Error);
    }
}
