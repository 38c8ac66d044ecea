using System.IO.Compression;
using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class InputTests
{
    private static string Message(string path, FileFormat format) => Assert.Throws<InputException>(() =>
    {
        using IRowSource source = RowSources.Open(path, format);
        source.TryRead(out _);
    }).Message;

    [Theory]
    [InlineData(FileFormat.Parquet)]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.Jsonl)]
    [InlineData(FileFormat.Text)]
    public void A_file_that_is_not_there_is_named(FileFormat format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("texts.dat", "x");
        Assert.Equal($"{folder["text.dat"]}: there is no such file. Did you mean 'texts.dat'?", Message(folder["text.dat"], format));
        Assert.StartsWith($"{folder["no/x"]}: there is no such file, nor its folder", Message(folder["no/x"], format), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.Path}: is a folder, not a file.", Message(folder.Path, format), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_parquet_file_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal($"{folder["a"]}: is not a Parquet file, it is empty. If it has another format, name that with --input-format.", Message(folder.Write("a", ""), FileFormat.Parquet));
        Assert.Equal($"{folder["b"]}: is not a Parquet file. If it has another format, name that with --input-format.", Message(folder.Write("b", "id,text\n1,x\n2,y\n"), FileFormat.Parquet));

        Duck.Execute($"COPY (SELECT i, 'x' || i AS text FROM range(1000) t(i)) TO '{folder["c.parquet"]}' (FORMAT parquet)");
        byte[] good = File.ReadAllBytes(folder["c.parquet"]);
        Assert.Contains("is cut off", Message(folder.Write("d.parquet", good[..(good.Length / 2)]), FileFormat.Parquet), StringComparison.Ordinal);
        byte[] bad = [.. good];
        Array.Fill(bad, (byte)0xEE, 4, 600);
        Assert.StartsWith($"{folder["e.parquet"]}: the Parquet file cannot be read: ", Message(folder.Write("e.parquet", bad), FileFormat.Parquet), StringComparison.Ordinal);
        byte[] footer = [.. good];
        Array.Fill(footer, (byte)0xEE, good.Length - 60, 40);
        Assert.StartsWith($"{folder["f.parquet"]}: the Parquet file cannot be read: ", Message(folder.Write("f.parquet", footer), FileFormat.Parquet), StringComparison.Ordinal);
        Assert.Equal($"{folder["c.parquet"]}: the column 'i' is BIGINT, not text (VARCHAR). Name the column with the text with --text-column.",
            Assert.Throws<InputException>(() => RowSources.Open(folder["c.parquet"], FileFormat.Parquet, new SourceOptions { TextColumn = "i" })).Message);
        Assert.Equal($"{folder["c.parquet"]}: there is no column 'tekst'. In the file there are: i, text. Did you mean 'text'? Name it with --text-column.",
            Assert.Throws<InputException>(() => RowSources.Open(folder["c.parquet"], FileFormat.Parquet, new SourceOptions { TextColumn = "tekst" })).Message);
    }

    [Fact]
    public void Empty_files_of_lines_have_no_rows()
    {
        using var folder = new TemporaryFolder();
        foreach ((string name, string content) in new[] { ("a.jsonl", ""), ("b.jsonl", "\uFEFF\n\r\n \n"), ("c.txt", "") })
        {
            folder.Write(name, content);
            foreach (string extension in new[] { ".jsonl", ".parquet", ".csv", ".txt" })
            {
                Assert.Empty(FakeAnnotator.Run(folder[name], folder[name + ".out" + extension]));
            }

            Assert.Equal(0, new FileInfo(folder[name + ".out.jsonl"]).Length);
            Assert.Single(File.ReadAllLines(folder[name + ".out.csv"]));
            Assert.Equal(["0"], Duck.Rows($"SELECT count(*) FROM '{folder[name + ".out.parquet"]}'"));
        }
    }

    [Fact]
    public void Broken_gzip_is_told()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is not intact gzip data", Message(folder.Write("a.txt.gz", "no gzip"), FileFormat.Text), StringComparison.Ordinal);
        Assert.Contains("is not intact gzip data", Message(folder.Write("a.csv.gz", "no gzip"), FileFormat.Csv), StringComparison.Ordinal);
        using (var gzip = new GZipStream(File.Create(folder["b.txt.gz"]), CompressionLevel.Fastest))
        {
            gzip.Write("a\nb"u8);
        }

        using IRowSource source = RowSources.Open(folder["b.txt.gz"], FileFormat.Text);
        Assert.True(source.TryRead(out RowBatch? batch));
        Assert.Equal(2, batch.Count);
        batch.Dispose();
    }

    [Fact]
    public void Formats_show_from_names()
    {
        Assert.Equal(
            [FileFormat.Parquet, FileFormat.Parquet, FileFormat.Jsonl, FileFormat.Jsonl, FileFormat.Json, FileFormat.Csv, FileFormat.Text, FileFormat.Text, FileFormat.Json],
            new[] { "a.parquet", "/b/a.PQ", "a.jsonl", "a.ndjson.gz", "a.json", "a.csv.gz", "a.txt", "x.y.text", "a.JSON.GZ" }.Select(FileFormats.Detect));
        foreach (string name in new[] { "a", "a.parquet.gz", "a.gz", "csv", "a.xlsx" })
        {
            Assert.Contains(name + ": the format does not show", Assert.Throws<InputException>(() => FileFormats.Detect(name)).Message, StringComparison.Ordinal);
        }

        Assert.True(FileFormats.TryParse("JSONL", out FileFormat format) && format == FileFormat.Jsonl);
        Assert.False(FileFormats.TryParse("1", out _) || FileFormats.TryParse("xml", out _) || FileFormats.TryParse(null, out _) || FileFormats.TryParse("parquet,csv", out _));
    }

    [Fact]
    public void Names_folders_and_patterns_stand_for_files()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["d/e"]);
        foreach (string name in new[] { "b.csv", "a.jsonl", "B.parquet", "_SUCCESS", "_x.csv", ".hidden.csv", "c.dat", "d/1.txt", "d/2.txt", "d/e/3.txt", "[q]*.csv" })
        {
            folder.Write(name, "");
        }

        string[] Expand(params string[] patterns) => [.. InputFiles.Expand(patterns.Select(p => p == "-" ? p : folder[p])).Select(f => f == "-" ? f : Path.GetRelativePath(folder.Path, f))];
        Assert.Equal(["B.parquet", "[q]*.csv", "a.jsonl", "b.csv"], Expand(""));
        Assert.Equal(["c.dat", "-", "_x.csv"], Expand("c.dat", "-", "_x.csv", "c.dat"));
        Assert.Equal(["[q]*.csv", "b.csv"], Expand("*.csv"));
        Assert.Equal(["_x.csv"], Expand("_*.csv"));
        Assert.Equal(["d/1.txt", "d/2.txt"], Expand("d/?.txt"));
        Assert.Equal(["d/1.txt", "d/2.txt", "d/e/3.txt"], Expand("**/*.txt"));
        Assert.Equal(["d/e/3.txt"], Expand("d/*/3*"));
        Assert.Equal(["[q]*.csv"], Expand("[q]*.csv"));
        Assert.Contains("no file matches", Assert.Throws<InputException>(() => Expand("*.xyz")).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such file", Assert.Throws<InputException>(() => Expand("b.cs")).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(folder["empty"]);
        Assert.Contains("no file with a known extension", Assert.Throws<InputException>(() => Expand("empty")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_are_cut_by_size_and_keep_every_row()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => $"{i} " + new string('x', random.Next(200)))];
        folder.Write("in.txt", string.Join('\n', texts));
        folder.Write("in.csv", "text\n" + string.Join('\n', texts));
        folder.Write("in.jsonl", string.Join('\n', texts.Select(t => $"{{\"text\":\"{t}\"}}")));
        Duck.Execute($"COPY (SELECT * FROM read_csv('{folder["in.csv"]}', header = true)) TO '{folder["in.parquet"]}' (FORMAT parquet)");
        foreach (string name in new[] { "in.txt", "in.csv", "in.jsonl", "in.parquet" })
        {
            using IRowSource source = RowSources.Open(folder[name], FileFormats.Detect(name), new SourceOptions { BatchBytes = 5000, BatchRows = 70 });
            var read = new List<string?>();
            while (source.TryRead(out RowBatch? batch))
            {
                using (batch)
                {
                    Assert.InRange(batch.Count, 1, 70);
                    Assert.True(batch.Texts.SkipLast(1).Sum(t => t!.Length) < 5000);
                    read.AddRange(batch.Texts);
                    Assert.InRange(source.Progress!.Value, 0, 1);
                }
            }

            Assert.Equal(texts, read!);
            Assert.Equal(1, source.Progress);
        }
    }

    [Fact]
    public void Every_format_goes_to_every_format()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", "Anna met Bob\n\n😀 \"quoted\", Text\n");
        string[] extensions = ["txt", "jsonl", "json", "csv", "parquet"];
        foreach (string extension in extensions.Skip(1))
        {
            FakeAnnotator.Run(folder["in.txt"], folder["step." + extension], layout: new OutputLayout([]) { ErrorsColumn = "e1" });
        }

        File.Copy(folder["in.txt"], folder["step.txt"]);
        foreach (string from in extensions)
        {
            foreach (string to in extensions)
            {
                Assert.Empty(FakeAnnotator.Run(folder["step." + from], folder[$"{from}-out.{to}"]));
                string output = folder[$"{from}-out.{to}"];
                using IRowSource source = RowSources.Open(output, FileFormats.Detect(output));
                var texts = new List<string?>();
                while (source.TryRead(out RowBatch? batch))
                {
                    texts.AddRange(batch.Texts);
                    batch.Dispose();
                }

                Assert.Equal(
                    to == "txt" ? ["[Anna](PER) met [Bob](PER)", "", "😀 \"quoted\", [Text](PER)"] : new[] { "Anna met Bob", "", "😀 \"quoted\", Text" },
                    texts!);
            }
        }
    }
}
