using System.Text.Json.Nodes;
using SparkNer.Aggregation;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

/// <summary>The types are Spark NLP's to the last nullability.</summary>
public sealed class AnnotationTypesTests
{
    public static TheoryData<string> Schemas => new(Directory.EnumerateFiles(Golden.PathOf("spark-nlp", "schema"), "*.schema.json").Select(p => Path.GetFileName(p)!));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Columns_have_the_types_that_spark_nlp_gives_them(string file)
    {
        JsonObject golden = JsonNode.Parse(File.ReadAllText(Golden.PathOf("spark-nlp", "schema", file)))!.AsObject();
        bool sentences = golden["fields"]!.AsArray().Any(f => f!["name"]!.GetValue<string>() == "sentence");
        NerCommand command = TestModels.Command(TestModels.Tiny, new AnnotatorOptions { Sentences = sentences });
        JsonObject ours = JsonNode.Parse(ResultTypes.Of(AnnotationTypes.Result(command)).Json)!.AsObject();

        foreach (LayoutColumn column in command.Columns)
        {
            JsonNode expected = Field(golden, LayoutColumns.NameOf(column));
            JsonNode actual = Field(ours, LayoutColumns.NameOf(column));
            Assert.True(JsonNode.DeepEquals(expected["type"], actual["type"]), $"{expected["type"]} / {actual["type"]}");
            Assert.Equal(expected["nullable"]!.GetValue<bool>(), actual["nullable"]!.GetValue<bool>());
            Assert.Equal(expected["metadata"]!["annotatorType"]!.GetValue<string>(), LayoutColumns.AnnotatorTypeOf(column));
        }
    }

    [Theory]
    [InlineData(AggregationStrategy.None, "entity,score,index,word,start,end")]
    [InlineData(AggregationStrategy.First, "entity_group,score,word,start,end")]
    public void Entities_have_the_pipelines_fields(AggregationStrategy strategy, string fields)
    {
        NerCommand command = TestModels.Command(TestModels.Tiny, new AnnotatorOptions { Layout = AnnotationLayout.HuggingFace, Aggregation = strategy });
        JsonNode type = JsonNode.Parse(ResultTypes.Of(AnnotationTypes.Result(command)).Json)!;

        Assert.Equal(["entities", "error"], type["fields"]!.AsArray().Select(f => f!["name"]!.GetValue<string>()));
        Assert.Equal(fields, string.Join(',', Field(type, "entities")["type"]!["elementType"]!["fields"]!.AsArray().Select(f => f!["name"]!.GetValue<string>())));
    }

    private static JsonNode Field(JsonNode type, string name) => type["fields"]!.AsArray().Single(f => f!["name"]!.GetValue<string>() == name)!;
}
