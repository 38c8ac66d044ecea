using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Tests.Ner;

public sealed class InputColumnsTests
{
    private static readonly StructType Schema = StructType.FromDDL(
        "id bigint, text string, Words array<string>, facts map<string,string>, `a.b` string, doc struct<body:string,n:int>, v varchar(10)");

    [Theory]
    [InlineData(null)]
    [InlineData("TEXT")]
    [InlineData("a.b")]
    [InlineData("doc.body")]
    [InlineData("v")]
    public void A_text_may_be_any_string(string? column) =>
        Assert.Equal([NerInput.Text], InputColumns.Of(Schema, new NerOptions(), column).Inputs);

    [Fact]
    public void All_that_the_options_name_become_arguments()
    {
        var options = new NerOptions { WordsColumn = "words", IdColumn = "id", MetadataColumn = "facts" };

        (IReadOnlyList<NerInput> inputs, Column[] columns) = InputColumns.Of(Schema, options, null);

        Assert.Equal([NerInput.Words, NerInput.Id, NerInput.Metadata], inputs);
        Assert.Equal(3, columns.Length);
    }

    [Fact]
    public void A_text_column_that_is_given_counts_more_than_words() =>
        Assert.Equal([NerInput.Text], InputColumns.Of(Schema, new NerOptions { WordsColumn = "words" }, "text").Inputs);

    public static TheoryData<NerOptions, string> Wrong => new()
    {
        { new NerOptions { TextColumn = "txt" }, "There is no column 'txt'; there are id, text, Words, facts, a.b, doc, v. Did you mean 'text'? (Parameter 'TextColumn')" },
        { new NerOptions { TextColumn = "doc.title" }, "There is no column 'doc.title'" },
        { new NerOptions { TextColumn = "id" }, "The column 'id' is bigint, but a string is needed" },
        { new NerOptions { WordsColumn = "text" }, "The column 'text' is string, but an array of strings is needed" },
        { new NerOptions { IdColumn = "ident" }, "(Parameter 'IdColumn')" },
        { new NerOptions { MetadataColumn = "doc" }, "but a map of strings is needed" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(NerOptions options, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => InputColumns.Of(Schema, options, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Added_columns_must_be_new()
    {
        InputColumns.CheckNew(Schema, ["document", "ner_error"], "ner_error");

        Assert.Contains("rename or drop it", Fails(["WORDS", "e"], "e"), StringComparison.Ordinal);
        Assert.Contains("(Parameter 'ErrorsColumn')", Fails(["ner", "text"], "text"), StringComparison.Ordinal);
        Assert.Contains("two columns", Fails(["ner", "ner"], "ner"), StringComparison.Ordinal);

        static string Fails(string[] added, string errors) => Assert.Throws<ArgumentException>(() => InputColumns.CheckNew(Schema, added, errors)).Message;
    }

    [Theory]
    [InlineData("hdfs://host/models/x", true)]
    [InlineData("s3a://bucket/x", true)]
    [InlineData("file:/models/x", true)]
    [InlineData("models/x", false)]
    [InlineData("/models/a:b", false)]
    [InlineData("C:\\models", false)]
    [InlineData("./a:b", false)]
    public void A_uri_is_told_from_a_path(string path, bool isUri) => Assert.Equal(isUri, RemoteModel.IsUri(path));
}
