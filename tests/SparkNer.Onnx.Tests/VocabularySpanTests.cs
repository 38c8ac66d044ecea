using System.Text;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Tests;

public sealed class VocabularySpanTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\r\n\r\nb", 3)]
    public void Lines_are_counted(string text, int count) => Assert.Equal(count, VocabularySpan.OfLines(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("""{"model": {"vocab": {"a": 3, "b": 0}}}""", 4)]
    [InlineData("""{"model": {"vocab": {"a": 3}}, "added_tokens": [{"id": 9}, {"id": 1}]}""", 10)]
    [InlineData("""{"model": {"vocab": [["a", 0.5]]}}""", null)]
    [InlineData("""{"model": "x"}""", null)]
    [InlineData("[]", null)]
    public void The_largest_id_of_a_tokenizer_counts(string json, int? count) =>
        Assert.Equal(count, VocabularySpan.OfTokenizerJson(Encoding.UTF8.GetBytes(json)));
}
