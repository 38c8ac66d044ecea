using System.Text.Json.Nodes;
using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests;

/// <summary>On a cluster with two nodes, from every kind of source: the values of <c>sparkner annotate</c>.</summary>
[Collection(SparkClusters.Collection)]
public sealed class AnnotateTests(SparkSessions sessions, SparkClusters clusters, TestCorpus corpus) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkTheory, EachSpark]
    public void Twenty_thousand_documents_from_parquet_to_parquet(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        ner.Transform(spark.Read().Parquet(corpus.Large).Repartition(8)).Write().Parquet(_folder["out"]);
        AnnotatedFiles.AssertEqual(corpus.LargeAnnotated, _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }

    [SparkTheory, EachSpark]
    public void The_schema_is_Spark_NLPs_with_nested_nullability_and_metadata(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrame annotated = ner.Transform(spark.Sql("SELECT 'a' AS id, 'Anna' AS text"));
        Assert.Equal(["id", "text", .. TestNer.Columns, "ner_error"], annotated.Columns());
        JsonArray expected = JsonNode.Parse(File.ReadAllText(Golden.PathOf("spark-nlp", "schema", "distilbert-cs-512-doc.schema.json")))!["fields"]!.AsArray();
        annotated.Write().Parquet(_folder["out"]);
        JsonArray[] actual = [JsonNode.Parse(annotated.Schema().Json)!["fields"]!.AsArray(), AnnotatedFiles.SparkSchema(_folder["out"] + "/*.parquet")["fields"]!.AsArray()];
        foreach (string column in TestNer.Columns)
        {
            foreach (JsonArray fields in actual)
            {
                Assert.True(JsonNode.DeepEquals(Field(expected, column), Field(fields, column)), $"{column}\n{Field(expected, column)}\n{Field(fields, column)}");
            }
        }

        static JsonNode? Field(JsonArray fields, string name) => fields.Single(f => (string?)f!["name"] == name);
    }

    [SparkTheory]
    [EachSpark("jsonl")]
    [EachSpark("csv")]
    public void Other_sources_give_the_same(string version, string extension)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        DataFrameReader reader = spark.Read().Schema("id long, text string");
        DataFrame rows = extension == "csv"
            ? reader.Option("header", true).Option("multiLine", true).Option("escape", "\"").Option("nullValue", "\\N").Csv(corpus.Small(extension))
            : reader.Json(corpus.Small(extension));
        ner.Transform(rows.Repartition(3)).Write().Parquet(_folder["out"]);
        AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }

    [SparkTheory, EachSpark]
    public void Lines_of_text_give_the_same(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);

        // One small file is one partition: its rows are numbered from 0.
        DataFrame rows = spark.Read().Text(corpus.Small("txt")).WithColumn("id", Expr("monotonically_increasing_id()")).WithColumnRenamed("value", "text");
        ner.Transform(rows).Write().Parquet(_folder["out"]);
        AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(lines: true), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }

    [SparkTheory, EachSpark]
    public void A_stream_annotates_what_is_there_and_then_only_what_is_new(string version)
    {
        using NerModel ner = Start(version, out SparkSession spark);
        string input = Directory.CreateDirectory(_folder["in"]).FullName;
        File.Copy(corpus.Small("parquet"), Path.Combine(input, "first.parquet"));
        Run();
        AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);

        Run();
        Assert.Equal(TestCorpus.SmallCount, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));

        TestTexts.Write(Path.Combine(input, "second.parquet"), [new TestText(1_000_000, "Anna Schmidt came to Berlin.")]);
        Run();
        Assert.Equal(TestCorpus.SmallCount + 1, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));

        void Run()
        {
            DataFrame rows = spark.ReadStream().Schema("id long, text string").Parquet(input);
            StreamingQuery query = ner.Transform(rows).WriteStream().Format("parquet")
                .Option("path", _folder["out"]).Option("checkpointLocation", _folder["checkpoint"]).Trigger(Trigger.AvailableNow()).Start();
            query.AwaitTermination();
        }
    }

    private NerModel Start(string version, out SparkSession spark)
    {
        spark = sessions.OnCluster(clusters[version]);
        return TestNer.Load(spark);
    }
}
