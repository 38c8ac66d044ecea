using SparkNer.Testing;

namespace SparkNer.Files.Tests;

public class TextTests
{
    [Fact]
    public void Lines_are_documents()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", [.. "\uFEFFAnna\r\n\n\u2028 \u0085x\rno end\0"u8, 0xFF, (byte)'\n', .. "last"u8]);
        using IRowSource source = RowSources.Open(folder["in.txt"], FileFormat.Text, new SourceOptions { BatchRows = 2 });
        var texts = new List<string?>();
        while (source.TryRead(out RowBatch? batch))
        {
            Assert.EndsWith($", line {texts.Count + 1}", batch.Describe(0), StringComparison.Ordinal);
            texts.AddRange(batch.Texts);
            batch.Dispose();
        }

        Assert.Equal(["Anna", "", "\u2028 \u0085x\rno end\0\uFFFD", "last"], texts!);
        Assert.Equal(1, source.Progress);
    }

    [Fact]
    public void Entities_are_marked()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", """
            {"text":"Anna met 😀 Bob\nand \"Q\""}
            {"text":null}
            {"text":"none"}
            """);
        FakeAnnotator.Run(folder["in.jsonl"], folder["out.txt"]);
        Assert.Equal("[Anna](PER) met 😀 [Bob\nand](PER) \"Q\"\n\nnone\n".Replace("Bob\nand", "Bob and", StringComparison.Ordinal), File.ReadAllText(folder["out.txt"]));
    }

    [Fact]
    public void Offsets_in_code_points_are_followed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", "Anna 😀😀 Bob 😀 Eve");
        var layout = new OutputLayout([AnnotationColumn.OfEntities(aggregated: true)]) { OffsetsInCodePoints = true };
        using IRowSource source = RowSources.Open(folder["in.txt"], FileFormat.Text, new SourceOptions { Carry = CarryAs.Nothing });
        using var output = new MemoryStream();
        using IRowSink sink = RowSinks.Create(output, "<stdout>", FileFormat.Text, layout, source);
        Assert.True(source.TryRead(out RowBatch? batch));
        sink.Write(batch, [new PointRow(batch.Texts[0]!)]);
        sink.Complete();
        batch.Dispose();
        Assert.Equal("[Anna](PER) 😀😀 [Bob](PER) 😀 [Eve](PER)\n", System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void Other_columns_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.txt", "x");
        InputException error = Assert.Throws<InputException>(() => RowSources.Open(folder["in.txt"], FileFormat.Text, new SourceOptions { IdColumn = "id" }));
        Assert.Contains("there is no column 'id'. In a file of lines of text there are: text.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InputException>(() => FakeAnnotator.Run(
            folder["in.txt"], folder["out.txt"], layout: new OutputLayout([AnnotationColumn.OfAnnotations("token", AnnotatorType.Token)])));
        Assert.Contains("ner_chunk", error.Message, StringComparison.Ordinal);
    }

    private sealed class PointRow(string text) : IAnnotatedRow
    {
        private static readonly (int, int)[] _spans = [(0, 4), (8, 11), (14, 17)];

        public ReadOnlySpan<char> Text => text;

        public string? Error => null;

        public int Count(int column) => _spans.Length;

        public void Get(int column, int index, ref EntityView view)
        {
            view.Entity = "PER";
            (view.Start, view.End) = _spans[index];
        }
    }
}
