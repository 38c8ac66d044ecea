using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class EdgeTests
{
    [Theory]
    [InlineData("id,text\n")]
    [InlineData("id,text")]
    [InlineData("\"id\",\"text\"\r\n")]
    public void A_header_alone_is_a_file_without_rows(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", content);
        Assert.Empty(FakeAnnotator.Run(folder["in.csv"], folder["out.parquet"]));
        Assert.Equal(["0"], Duck.Rows($"SELECT count(text) FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void Carriage_returns_alone_end_records()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", "id,text\r1,Anna\r2,Bob\r");
        FakeAnnotator.Run(folder["in.csv"], folder["out.parquet"]);
        Assert.Equal(["1|Anna", "2|Bob"], Duck.Rows($"SELECT id, text FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"x\",\"Text\":1}");
        Assert.Contains("'text' and 'Text'", Assert.Throws<InputException>(() => FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"])).Message, StringComparison.Ordinal);
        Assert.Empty(FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"]));
        Assert.Empty(FakeAnnotator.Run(folder["in.jsonl"], folder["out.csv"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public void Names_that_no_table_can_have_are_told(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", $"{{\"text\":\"x\",\"{name}\":1}}");
        Assert.Contains("cannot be the name of a column", Assert.Throws<InputException>(() => FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"])).Message, StringComparison.Ordinal);
        Assert.Empty(FakeAnnotator.Run(folder["in.jsonl"], folder["out.jsonl"]));
    }

    [Fact]
    public void Many_columns_and_odd_names_survive()
    {
        using var folder = new TemporaryFolder();
        string fields = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"f{i} \\\"'{{}}😀\":{i}"));
        folder.Write("in.jsonl", $"{{{fields},\"text\":\"x\"}}");
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.parquet"]);
        Assert.Equal(["499"], Duck.Rows($"SELECT \"f499 \"\"'{{}}😀\" FROM '{folder["out.parquet"]}'"));
    }

    [Fact]
    public void Long_rows_are_read_in_slices_and_in_order()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT i, i || ' ' || repeat('x', 100000) || i AS text FROM range(700) t(i)) TO '{folder["in.parquet"]}' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.parquet"]);
        Assert.Equal(["700|0"], Duck.Rows($"SELECT count(*), count(*) FILTER (i <> file_row_number OR text NOT LIKE i || ' x%x' || i) FROM read_parquet('{folder["out.parquet"]}', file_row_number = true)"));
    }

    [Fact]
    public void A_csv_file_of_many_buffers_stays_in_order()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT i, i || repeat(' \"word\",\n', 20) AS text FROM range(100000) t(i)) TO '{folder["in.csv"]}' (FORMAT csv, HEADER)");
        Assert.True(new FileInfo(folder["in.csv"]).Length > 12 << 20);
        using IRowSource source = RowSources.Open(folder["in.csv"], FileFormat.Csv, new SourceOptions { IdColumn = "i" });
        int rows = 0;
        while (source.TryRead(out RowBatch? batch))
        {
            for (int i = 0; i < batch.Count; i++, rows++)
            {
                Assert.Equal(rows.ToString(System.Globalization.CultureInfo.InvariantCulture), batch.Ids![i]);
                Assert.StartsWith(batch.Ids[i] + " \"word", batch.Texts[i], StringComparison.Ordinal);
            }

            batch.Dispose();
        }

        Assert.Equal(100000, rows);
    }

    [Fact]
    public void A_sink_given_up_in_the_middle_leaves_its_thread()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", string.Concat(Enumerable.Repeat("Anna met Bob and many more people\n", 3000)));
        for (int i = 0; i < 3; i++)
        {
            using IRowSource source = RowSources.Open(folder["in.txt"], FileFormat.Text);
            using IRowSink sink = RowSinks.Create(folder["out.parquet"], FileFormat.Parquet, FakeAnnotator.Layout, source);
            Assert.True(source.TryRead(out RowBatch? batch));
            sink.Write(batch, FakeAnnotator.Annotate(batch));
            batch.Dispose();
        }

        Assert.Equal([folder["in.txt"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Rows_may_be_written_after_their_source_is_closed()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT i, 'Text ' || i AS text, [i] AS list FROM range(3000) t(i)) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        var batches = new List<RowBatch>();
        IRowSource source = RowSources.Open(folder["in.parquet"], FileFormat.Parquet, new SourceOptions { BatchRows = 1000 });
        while (source.TryRead(out RowBatch? batch))
        {
            batches.Add(batch);
        }

        using IRowSink sink = RowSinks.Create(folder["out.parquet"], FileFormat.Parquet, FakeAnnotator.Layout, source);
        source.Dispose();
        foreach (RowBatch batch in batches)
        {
            sink.Write(batch, FakeAnnotator.Annotate(batch));
            batch.Dispose();
        }

        sink.Complete();
        Assert.Equal(["3000|0"], Duck.Rows($"SELECT count(*), count(*) FILTER (text <> 'Text ' || i OR list <> [i]) FROM '{folder["out.parquet"]}'"));
    }
}
