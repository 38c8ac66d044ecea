using SparkNer.Jobs.Annotate;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>Who gave <c>--text-column</c> is not told about a property of C#.</summary>
public sealed class OptionAdviceTests
{
    private static readonly StructType _schema = StructType.FromDDL("id bigint, text string, token string");

    public static TheoryData<NerOptions, string> Wrong => new()
    {
        { new NerOptions { TextColumn = "txet" }, "There is no column 'txet'; there are id, text, token. Did you mean 'text'? Name it with --text-column." },
        { new NerOptions { TextColumn = "id" }, "The column 'id' is bigint, but a string is needed: convert it first, for example by cast(id as string). Name it with --text-column." },
        { new NerOptions { WordsColumn = "w" }, "Name it with --words-column." },
        { new NerOptions { IdColumn = "ident" }, "Name it with --id-column." },
        { new NerOptions { MetadataColumn = "text" }, "documentAssembler.metadataCol" },
        { new NerOptions { ErrorsColumn = "text" }, "name the errors column otherwise. Name it with --errors-column." },
        { new NerOptions { Columns = ["token"] }, "Choose the annotation columns with --columns." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_column_that_will_not_do_is_told_with_its_option(NerOptions options, string expected)
    {
        string message = OptionAdvice.For(Assert.Throws<ArgumentException>(() => Check(options)));
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_argument_keeps_its_words() =>
        Assert.Equal("It is wrong.", OptionAdvice.For(new ArgumentException("It is wrong.", "value")));

    private static void Check(NerOptions options)
    {
        InputColumns.Of(_schema, options, null);
        InputColumns.CheckNew(_schema, [.. options.Columns ?? [], options.ErrorsColumn], options.ErrorsColumn);
    }
}
