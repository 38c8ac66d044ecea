using System.Text.Json.Nodes;
using SparkNer.Testing;

namespace SparkNer.Files.Tests;

/// <summary>Our Parquet beside what the real Spark writes for the real Spark NLP.</summary>
public class SparkCompatibilityTests
{
    private const string Footer = "org.apache.spark.sql.parquet.row.metadata";

    private static readonly OutputLayout _layout = new(
    [
        AnnotationColumn.OfAnnotations("document", AnnotatorType.Document),
        AnnotationColumn.OfAnnotations("sentence", AnnotatorType.Document),
        AnnotationColumn.OfAnnotations("token", AnnotatorType.Token),
        AnnotationColumn.OfAnnotations("ner", AnnotatorType.NamedEntity),
        AnnotationColumn.OfAnnotations("ner_chunk", AnnotatorType.Chunk),
    ])
    {
        ErrorsColumn = null,
    };

    private static string GoldenFile => Golden.PathOf("spark-nlp", "parquet", "bert-ci-512-sent.snappy.parquet");

    [Fact]
    public void Schema_is_sparks()
    {
        using var folder = new TemporaryFolder();
        string ours = WriteOurs(folder);
        // INT_32 says of an INT32 what it is anyway. begin, end and the floats are required in Spark's files and optional in DuckDB's, which a reader does not see: Spark takes every column of a file as nullable.
        const string Columns = "name, type, CASE WHEN name IN ('begin', 'end') OR type = 'FLOAT' THEN '' ELSE repetition_type END AS repetition, num_children, nullif(converted_type, 'INT_32')";
        List<string> expected = Duck.Rows($"SELECT {Columns} FROM parquet_schema('{GoldenFile}') WHERE name NOT IN ('spark_schema')");
        List<string> actual = Duck.Rows($"SELECT {Columns} FROM parquet_schema('{ours}') WHERE name NOT IN ('duckdb_schema')");
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Row_schema_in_the_footer_is_sparks()
    {
        using var folder = new TemporaryFolder();
        string expected = FooterOf(GoldenFile);
        string actual = FooterOf(WriteOurs(folder));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected}\n{actual}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Golden.Json("spark-nlp", "schema", "bert-ci-512-sent.schema.json").GetRawText()), JsonNode.Parse(actual)));
    }

    [Fact]
    public void Codec_is_snappy()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["SNAPPY"], Duck.Rows($"SELECT DISTINCT compression FROM parquet_metadata('{WriteOurs(folder)}')"));
    }

    [Fact]
    public void Sparks_own_file_passes_through()
    {
        using var folder = new TemporaryFolder();
        string output = folder["out.parquet"];
        var layout = new OutputLayout([AnnotationColumn.OfAnnotations("again", AnnotatorType.Document)]);
        FakeAnnotator.Run(GoldenFile, output, new SourceOptions { IdColumn = "id", BatchRows = 100 }, layout);

        Assert.Equal(["424"], Duck.Rows($"SELECT count(*) FROM '{output}'"));
        Assert.Equal(
            Duck.Rows($"SELECT * FROM '{GoldenFile}'"),
            Duck.Rows($"SELECT * EXCLUDE (again, ner_error) FROM '{output}'"));
        JsonArray before = JsonNode.Parse(FooterOf(GoldenFile))!["fields"]!.AsArray();
        JsonArray after = JsonNode.Parse(FooterOf(output))!["fields"]!.AsArray();
        Assert.Equal(before.Select(f => f!.ToJsonString()), after.Take(before.Count).Select(f => f!.ToJsonString()));
        Assert.Equal(["again", "ner_error"], after.Skip(before.Count).Select(f => (string)f!["name"]!));
    }

    [Fact]
    public void Spark_types_of_carried_columns()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"""
            COPY (SELECT 'x' AS text, true AS b, 1::TINYINT AS i8, 1::SMALLINT AS i16, 1::INTEGER AS i32, 1::BIGINT AS i64, 1::UINTEGER AS u32, 1::FLOAT AS f, 1::DOUBLE AS d,
              1::DECIMAL(9,2) AS dec, 'x'::BLOB AS bin, DATE '2020-01-01' AS day, TIMESTAMP '2020-01-01' AS ntz, TIMESTAMPTZ '2020-01-01 00:00:00+00' AS ltz,
              [1] AS list, MAP(['a'], [1]) AS map, struct_pack(x := 1, y := ['z']) AS struct) TO '{folder["in.parquet"]}' (FORMAT parquet)
            """);
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"], layout: _layout);
        JsonArray fields = JsonNode.Parse(FooterOf(folder["out.parquet"]))!["fields"]!.AsArray();
        string[] types = [.. fields.Take(17).Select(f => f!["type"]!.ToJsonString())];
        Assert.Equal(
            [
                "\"string\"", "\"boolean\"", "\"byte\"", "\"short\"", "\"integer\"", "\"long\"", "\"long\"", "\"float\"", "\"double\"", "\"decimal(9,2)\"", "\"binary\"", "\"date\"",
                "\"timestamp_ntz\"", "\"timestamp\"", """{"containsNull":true,"elementType":"integer","type":"array"}""",
                """{"keyType":"string","type":"map","valueContainsNull":true,"valueType":"integer"}""",
                """{"fields":[{"metadata":{},"name":"x","nullable":true,"type":"integer"},{"metadata":{},"name":"y","nullable":true,"type":{"containsNull":true,"elementType":"string","type":"array"}}],"type":"struct"}""",
            ],
            types);
    }

    [Fact]
    public void A_time_stamp_that_spark_calls_one_stays_one()
    {
        using var folder = new TemporaryFolder();
        // As an INT96 column reads, which Spark writes for its timestamps: without a time zone.
        string schema = """{"type":"struct","fields":[{"name":"at","type":"timestamp","nullable":false,"metadata":{"comment":"when"}},{"name":"text","type":"string","nullable":true,"metadata":{}}]}""";
        Duck.Execute($"COPY (SELECT TIMESTAMP '2020-01-02 03:04:05.678901' AS \"at\", 'x' AS text) TO '{folder["in.parquet"]}' (FORMAT parquet, KV_METADATA {{\"{Footer}\": '{schema}'}})");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"], layout: _layout);
        Assert.Equal(["TIMESTAMP WITH TIME ZONE|1577934245678901"], Duck.Rows($"SELECT typeof(\"at\"), epoch_us(\"at\") FROM '{folder["out.parquet"]}'"));
        Assert.Equal("""{"name":"at","type":"timestamp","nullable":false,"metadata":{"comment":"when"}}""", JsonNode.Parse(FooterOf(folder["out.parquet"]))!["fields"]![0]!.ToJsonString());
    }

    private static string FooterOf(string file) =>
        DuckDb.DuckQuery.Strings($"SELECT key, value FROM parquet_kv_metadata('{file}')").Single(e => e[0] == Footer)[1]!;

    private static string WriteOurs(TemporaryFolder folder)
    {
        Duck.Execute($"COPY (SELECT 'a' AS id, 'Anna met Bob' AS text) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        FakeAnnotator.Run(folder["in.parquet"], folder["ours.parquet"], layout: _layout);
        return folder["ours.parquet"];
    }
}
