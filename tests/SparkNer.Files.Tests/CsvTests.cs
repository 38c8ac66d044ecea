using System.IO.Compression;
using System.Text;
using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class CsvTests
{
    private static readonly OutputLayout _layout = new([AnnotationColumn.OfAnnotations("document", AnnotatorType.Document)]);

    private static List<string?> Texts(string path, SourceOptions? options = null)
    {
        using IRowSource source = RowSources.Open(path, FileFormat.Csv, options);
        var texts = new List<string?>();
        while (source.TryRead(out RowBatch? batch))
        {
            texts.AddRange(batch.Texts);
            batch.Dispose();
        }

        return texts;
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Values_are_rfc_4180(string end)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", string.Join(end, "\uFEFFid,\"te\"\"xt\"", "1,plain", "2,\"a \"\"q\"\", b\nc\"", "3,", "4,\"\"", "5,😀 é", "\"6\",\" s \"", "007,NULL"));
        Assert.Equal(new[] { "plain", "a \"q\", b\nc", null, "", "😀 é", " s ", "NULL" }, Texts(folder["in.csv"], new SourceOptions { TextColumn = "te\"xt", BatchRows = 2 }));
        using IRowSource source = RowSources.Open(folder["in.csv"], FileFormat.Csv, new SourceOptions { TextColumn = "te\"xt", IdColumn = "id" });
        Assert.True(source.TryRead(out RowBatch? batch));
        Assert.Equal(new string?[] { "1", "2", "3", "4", "5", "6", "007" }, batch.Ids);
        Assert.Equal("row 3", batch.Describe(2).Split(", ")[1]);
        batch.Dispose();
    }

    [Fact]
    public void Csv_survives_a_round_trip()
    {
        using var folder = new TemporaryFolder();
        string[] lines = ["id,text,note", "1,Anna,\"x,\"\"y\"\"\"", "2,,\"\"", "3,\"two\nlines\",😀"];
        folder.Write("in.csv", string.Join('\n', lines));
        FakeAnnotator.Run(folder["in.csv"], folder["out.csv"], layout: _layout);
        string output = File.ReadAllText(folder["out.csv"]);
        Assert.StartsWith("id,text,note,document,ner_error\n1,Anna,\"x,\"\"y\"\"\",\"[{\"\"annotatorType\"\":\"\"document\"\",\"\"begin\"\":0,\"\"end\"\":3,", output, StringComparison.Ordinal);
        Assert.Contains("\n2,,\"\",\"[{", output, StringComparison.Ordinal);
        Assert.Contains("\n3,\"two\nlines\",😀,\"[{", output, StringComparison.Ordinal);
        Assert.EndsWith("}]\",\n", output, StringComparison.Ordinal);
        Assert.Equal(["1|Anna|x,\"y\"", "2|∅|", "3|two\nlines|😀"], Duck.Rows($"SELECT id, text, note FROM read_csv('{folder["out.csv"]}', header = true, all_varchar = true, allow_quoted_nulls = false)"));
    }

    [Fact]
    public void Parquet_values_become_text_and_json()
    {
        using var folder = new TemporaryFolder();
        Duck.Execute($"COPY (SELECT 'x' AS text, 1.50::DECIMAL(5,2) AS dec, TIMESTAMP '2020-01-02 03:04:05' AS at, [1, NULL] AS list, struct_pack(a := 'q\"') AS struct, NULL::INTEGER AS nothing, true AS flag) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        FakeAnnotator.Run(folder["in.parquet"], folder["out.csv"], layout: _layout);
        Assert.StartsWith("x,1.50,2020-01-02 03:04:05,\"[1,null]\",\"{\"\"a\"\":\"\"q\\\"\"\"\"}\",,true,\"[{", File.ReadAllLines(folder["out.csv"])[1], StringComparison.Ordinal);
        FakeAnnotator.Run(folder["in.parquet"], folder["out.jsonl"], layout: _layout);
        Assert.StartsWith("{\"text\":\"x\",\"dec\":1.5,\"at\":\"2020-01-02 03:04:05\",\"list\":[1,null],\"struct\":{\"a\":\"q\\\"\"},\"nothing\":null,\"flag\":true,\"document\":[{", File.ReadAllText(folder["out.jsonl"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_ten_megabytes_is_a_row()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", "text\nshort\n\"" + new string('x', 10 << 20) + "\"\nend\n");
        Assert.Equal([5, 10 << 20, 3], Texts(folder["in.csv"]).Select(t => t!.Length));
    }

    [Fact]
    public void Words_stand_as_a_json_array()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", "w\n\"[\"\"Anna\"\",\"\"b\"\"]\"\nno\n\n");
        using IRowSource source = RowSources.Open(folder["in.csv"], FileFormat.Csv, new SourceOptions { WordsColumn = "w" });
        Assert.True(source.TryRead(out RowBatch? batch));
        using (batch)
        {
            Assert.Equal(["Anna", "b"], batch.Words![0]!);
            Assert.StartsWith($"{folder["in.csv"]}, row 2: column 'w' is not valid JSON", batch.Errors[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Packed_files_and_streams_are_read()
    {
        using var folder = new TemporaryFolder();
        using (var gzip = new GZipStream(File.Create(folder["in.csv.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write("text\na\nb\n"u8);
        }

        Assert.Equal(["a", "b"], Texts(folder["in.csv.gz"]));
        using IRowSource source = RowSources.Open(new MemoryStream("text\na\n"u8.ToArray()), "<stdin>", FileFormat.Csv);
        Assert.True(source.TryRead(out RowBatch? batch));
        Assert.Equal("<stdin>, row 1", batch.Describe(0));
        batch.Dispose();
    }

    [Fact]
    public void Broken_files_are_named_with_the_line()
    {
        using var folder = new TemporaryFolder();
        string Message(string content)
        {
            folder.Write("in.csv", Encoding.Latin1.GetBytes(content));
            return Assert.Throws<InputException>(() => Texts(folder["in.csv"])).Message[(folder["in.csv"].Length)..];
        }

        Assert.StartsWith(": has no header", Message(""), StringComparison.Ordinal);
        Assert.StartsWith(": the header names the column 'text' twice", Message("text,text\na,b\n"), StringComparison.Ordinal);
        Assert.StartsWith(": there is no column 'text'. In the file there are: id, texts. Did you mean 'texts'?", Message("id,texts\n1,x\n"), StringComparison.Ordinal);
        Assert.StartsWith(", line 2: a quoted value that starts in this record is never closed", Message("text\n\"a\nb\n"), StringComparison.Ordinal);
        Assert.StartsWith(", line 3: the CSV cannot be read: Expected Number of Columns: 2 Found: 3", Message("id,text\n1,x\n2,y,z\n3,u\n"), StringComparison.Ordinal);
        Assert.StartsWith(", line 3: the CSV cannot be read: Expected Number of Columns: 2 Found: 1", Message("id,text\n1,x\n2\n3,u\n"), StringComparison.Ordinal);
        Assert.Contains("is not valid UTF-8", Message("id,text\n1,x\n2,\u00e9\u00e9\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nul_characters_survive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"a\\u0000b\"}");
        foreach (string name in new[] { "out.csv", "out.parquet" })
        {
            FakeAnnotator.Run(folder["in.jsonl"], folder[name], layout: _layout);
        }

        Assert.Equal(["a\0b"], Texts(folder["out.csv"]));
        Assert.Equal(["610062"], Duck.Rows($"SELECT hex(text) FROM '{folder["out.parquet"]}'"));
    }
}
