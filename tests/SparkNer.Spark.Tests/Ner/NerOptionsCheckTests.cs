using SparkNer.Aggregation;
using SparkNer.Onnx;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;

namespace SparkNer.Spark.Tests.Ner;

public sealed class NerOptionsCheckTests
{
    [Fact]
    public void All_columns_are_wanted_unless_said_otherwise()
    {
        Assert.Equal([LayoutColumn.Document, LayoutColumn.Token, LayoutColumn.Ner, LayoutColumn.NerChunk], NerOptionsCheck.Columns(new NerOptions()));
        Assert.Equal(LayoutColumns.All, NerOptionsCheck.Columns(new NerOptions { Annotator = new AnnotatorOptions { Sentences = true } }));
        Assert.Empty(NerOptionsCheck.Columns(new NerOptions { Annotator = new AnnotatorOptions { Layout = AnnotationLayout.HuggingFace } }));
    }

    [Fact]
    public void Wanted_columns_come_in_the_layouts_order() =>
        Assert.Equal([LayoutColumn.Token, LayoutColumn.NerChunk], NerOptionsCheck.Columns(new NerOptions { Columns = ["ner_chunk", "token"] }));

    public static TheoryData<NerOptions, string> Wrong => new()
    {
        { new NerOptions { BatchTokens = 0 }, "BatchTokens is 0" },
        { new NerOptions { MaxRecordsPerBatch = 0 }, "MaxRecordsPerBatch is 0" },
        { new NerOptions { IdleMinutes = -0.5 }, "IdleMinutes is -0.5" },
        { new NerOptions { IdleMinutes = double.NaN }, "IdleMinutes is NaN" },
        { new NerOptions { TextColumn = " " }, "TextColumn is empty" },
        { new NerOptions { ErrorsColumn = "" }, "ErrorsColumn is empty" },
        { new NerOptions { ExecutorModelPath = "model" }, "set ShipModel to Path" },
        { new NerOptions { Columns = [] }, "Columns is empty" },
        { new NerOptions { Columns = ["ner_chnk"] }, "Did you mean 'ner_chunk'?" },
        { new NerOptions { Columns = ["sentence"] }, "needs Annotator.Sentences" },
        { new NerOptions { Columns = ["ner"], Annotator = new AnnotatorOptions { Layout = AnnotationLayout.HuggingFace } }, "'entities' only" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named(NerOptions options, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => NerOptionsCheck.Columns(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_are_checked_against_the_model_without_its_weights()
    {
        var folder = ModelFolder.Open(TestModels.Tiny);

        NerOptionsCheck.AgainstModel(folder, new AnnotatorOptions { Aggregation = AggregationStrategy.Max });
        Assert.Contains("--max-length", Assert.Throws<ArgumentException>(() => NerOptionsCheck.AgainstModel(folder, new AnnotatorOptions { MaxLength = 100_000 })).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => NerOptionsCheck.AgainstModel(folder, new AnnotatorOptions { Tokenizer = new() { SplitPattern = "(" } }));
    }
}
