using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class ParquetTests
{
    private const string Typed = """
        SELECT i AS id, 'Anna met Bob Nr ' || i AS text, i % 2 = 0 AS flag, i::TINYINT AS tiny, i::SMALLINT AS small, i::INTEGER AS int, i::UBIGINT AS ubig,
          (i / 7)::FLOAT AS real, i / 7 AS double, (i / 4)::DECIMAL(12,3) AS dec, (i * 1e20)::DECIMAL(38,2) AS big, '\xAA\x00'::BLOB AS bin,
          DATE '2020-02-28' + i::INTEGER AS day, TIMESTAMP '2020-01-01 00:00:00.123456' + INTERVAL (i) HOUR AS ntz,
          (TIMESTAMP '2020-01-01 00:00:00.123456' + INTERVAL (i) HOUR)::TIMESTAMP_NS AS ns, ('2020-01-01 00:00:0' || i || '+00')::TIMESTAMPTZ AS tz,
          TIME '12:34:56.789' AS tod, uuid() AS uid, [i, NULL, i + 1] AS list, {'a': i, 'b': ['x ' || i, NULL]} AS struct, MAP {'k' || i: i, 'long key no. ' || i: NULL} AS map,
          CASE WHEN i % 3 = 0 THEN NULL ELSE 'v' || i END AS maybe, [[1.5, 2.5], []] AS nested, NULL::VARCHAR AS nothing, 'x"y,z' AS "odd ""name"
        FROM range(10) t(i)
        """;

    [Fact]
    public void Columns_of_all_types_survive()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY ({Typed}) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        Assert.Empty(FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"], new SourceOptions { BatchRows = 3 }));

        List<string> before = Duck.Rows($"SELECT * FROM '{folder["in.parquet"]}'");
        List<string> after = Duck.Rows($"SELECT * EXCLUDE (document, token, ner, ner_chunk, ner_error) FROM '{folder["out.parquet"]}'");
        Assert.Equal(10, before.Count);
        Assert.Equal(before, after);
        Assert.Equal(
            Duck.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{folder["in.parquet"]}')"),
            Duck.Rows($"SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE (document, token, ner, ner_chunk, ner_error) FROM '{folder["out.parquet"]}')"));
    }

    [Fact]
    public void Annotations_are_what_the_annotator_said()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 'Anna met Theodora-Wilhelmine' AS text) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]);
        Assert.Equal(
            ["[{'annotatorType': document, 'begin': 0, 'end': 27, 'result': Anna met Theodora-Wilhelmine, 'metadata': {sentence=0}, 'embeddings': []}]"],
            Duck.Rows($"SELECT document FROM '{folder["out.parquet"]}'"));
        Assert.Equal(
            ["chunk|0|3|Anna|{entity=PER, confidence=NULL}|[]", "chunk|9|27|Theodora-Wilhelmine|{entity=PER, confidence=NULL}|[]"],
            Duck.Rows($"SELECT unnest(ner_chunk, recursive := true) FROM '{folder["out.parquet"]}'"));
        Assert.Equal(
            ["B-PER|11|0.618034|Anna", "O|11|0.18033987|met", "B-PER|11|0.74264574|Theodora-Wilhelmine"],
            Duck.Rows($"SELECT n.result, cardinality(n.metadata), n.metadata['B-LOC'], n.metadata['word'] FROM (SELECT unnest(ner) AS n FROM '{folder["out.parquet"]}')"));
    }

    [Fact]
    public void Many_rows_and_row_groups_stay_in_order()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT i, 'Word ' || repeat('word Word ', 20) || i AS text FROM range(20000) t(i)) TO '{folder["in.parquet"]}' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]);
        Assert.Equal(["20000|0|20000"], Duck.Rows(
            $"SELECT count(*), count(*) FILTER (i <> file_row_number OR text NOT LIKE '% ' || i OR document[1].result <> text OR len(ner) <> 42), sum(len(document)) FROM read_parquet('{folder["out.parquet"]}', file_row_number = true)"));
        Assert.True(int.Parse(Duck.Rows($"SELECT max(row_group_id) FROM parquet_metadata('{folder["out.parquet"]}')")[0]) > 2);
    }

    [Fact]
    public void No_rows_give_a_file_with_the_schema()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 1 AS id, 'x' AS text WHERE false) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]);
        Assert.Equal(["id", "text", "document", "token", "ner", "ner_chunk", "ner_error"], Duck.Rows($"SELECT column_name FROM (DESCRIBE SELECT * FROM '{folder["out.parquet"]}')"));
        Assert.Equal(["0"], Duck.Rows($"SELECT count(*) FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void Words_ids_and_metadata_are_read()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 7::BIGINT AS id, ['Anna', 'lives'] AS words, MAP {{'k': 'v', 'n': NULL}} AS facts UNION ALL SELECT NULL, NULL, NULL) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        using IRowSource source = RowSources.Open(folder["in.parquet"], FileFormat.Parquet, new SourceOptions { WordsColumn = "words", IdColumn = "id", MetadataColumn = "facts" });
        Assert.True(source.TryRead(out RowBatch? batch));
        using (batch)
        {
            Assert.Equal(["Anna", "lives"], batch.Words![0]!);
            Assert.Null(batch.Words[1]);
            Assert.Equal(new string?[] { "7", null }, batch.Ids);
            Assert.Equal([new("k", "v"), new("n", null)], batch.Metadata![0]!);
            Assert.Equal($"{folder["in.parquet"]}, row 2", batch.Describe(1));
        }

        Assert.False(source.TryRead(out _));
        Assert.Equal(1, source.Progress);
    }

    [Fact]
    public void Entities_have_the_pipelines_fields()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 'Anna met Bob' AS text) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        foreach (bool aggregated in new[] { true, false })
        {
            string output = folder[$"out-{aggregated}.parquet"];
            FakeAnnotator.Run(folder["in.parquet"], output, layout: new OutputLayout([AnnotationColumn.OfEntities(aggregated)]) { ErrorsColumn = null, InputColumns = false });
            Assert.Equal(
                aggregated
                    ? ["[{'entity_group': PER, 'score': 0.618034, 'word': Anna, 'start': 0, 'end': 4}, {'entity_group': PER, 'score': 0.18033987, 'word': Bob, 'start': 9, 'end': 12}]"]
                    : ["[{'entity': PER, 'score': 0.618034, 'index': 1, 'word': Anna, 'start': 0, 'end': 4}, {'entity': PER, 'score': 0.18033987, 'index': 2, 'word': Bob, 'start': 9, 'end': 12}]"],
                Duck.Rows($"SELECT * FROM '{output}'"));
        }
    }

    [Fact]
    public void A_stream_is_read_and_written()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 'Anna' AS text) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        using var output = new MemoryStream();
        FakeAnnotator.Run(
            RowSources.Open(File.OpenRead(folder["in.parquet"]), "<stdin>", FileFormat.Parquet),
            s => RowSinks.Create(output, "<stdout>", FileFormat.Parquet, FakeAnnotator.Layout, s));
        folder.Write("out.parquet", output.ToArray());
        Assert.Equal(["Anna"], Duck.Rows($"SELECT ner_chunk[1].result FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void A_name_with_pattern_characters_is_a_name()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["year=2020"]);
        string input = folder["year=2020/a[1]*?'.parquet"];
        Duck.Execute($"COPY (SELECT 'Anna' AS text) TO '{input.Replace("'", "''")}' (FORMAT parquet)");
        using IRowSource source = RowSources.Open(input, FileFormat.Parquet);
        Assert.Equal(["text"], source.Columns.Select(c => c.Name));
    }

    [Fact]
    public void A_text_of_many_tokens_is_one_row()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT repeat('Token token ', 50000) AS text UNION ALL SELECT NULL UNION ALL SELECT '') TO '{folder["in.parquet"]}' (FORMAT parquet)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]);
        Assert.Equal(["600000|100000|1100000", "∅|0|∅", "0|0|∅"], Duck.Rows(
            $"SELECT length(text), len(ner), list_sum(list_transform(ner, lambda n: cardinality(n.metadata))) FROM '{folder["out.parquet"]}'"));
    }
}
