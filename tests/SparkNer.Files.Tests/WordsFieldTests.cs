using SparkNer.Testing;

namespace SparkNer.Files.Tests;

/// <summary>Words that are a field of structs: an annotation column read back.</summary>
public sealed class WordsFieldTests
{
    [Theory]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void The_results_of_annotations_are_words(string extension)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"Anna went\"}\n{\"text\":\"\"}\n{\"text\":\"Oslo\"}\n");
        string tagged = folder["tagged." + extension];
        Assert.Empty(FakeAnnotator.Run(folder["in.jsonl"], tagged));
        Assert.Equal([["Anna went"], [""], ["Oslo"]], Read(tagged, "document"));
    }

    [Fact]
    public void Strings_are_still_words_and_objects_without_the_field_are_errors()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("in.jsonl", "{\"w\":[\"a\",{\"x\":{\"result\":\"no\"},\"result\":\"b\"},{\"result\":\"c\",\"y\":[1]}]}\n{\"w\":[{\"x\":1}]}\n");
        using IRowSource source = RowSources.Open(path, FileFormat.Jsonl, new SourceOptions { WordsColumn = "w", WordsField = "result", Carry = CarryAs.Nothing });
        Assert.True(source.TryRead(out RowBatch? batch));
        using (batch)
        {
            Assert.Equal(["a", "b", "c"], batch.Words![0]!);
            Assert.Contains("line 2", batch.Errors[1], StringComparison.Ordinal);
            Assert.Equal(("line", 2L), (batch.Unit, batch.NumberOf(1)));
        }
    }

    [Fact]
    public void Without_a_field_structs_are_no_words()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.jsonl", "{\"text\":\"a\"}\n");
        FakeAnnotator.Run(folder["in.jsonl"], folder["tagged.parquet"]);
        Assert.Throws<InputException>(() => RowSources.Open(folder["tagged.parquet"], FileFormat.Parquet, new SourceOptions { WordsColumn = "document" }));
    }

    private static List<string[]?> Read(string path, string column)
    {
        var words = new List<string[]?>();
        using IRowSource source = RowSources.Open(path, FileFormats.Detect(path), new SourceOptions { WordsColumn = column, WordsField = "result", Carry = CarryAs.Nothing });
        while (source.TryRead(out RowBatch? batch))
        {
            using (batch)
            {
                Assert.All(batch.Errors, Assert.Null);
                words.AddRange(batch.Words!);
            }
        }

        return words;
    }
}
