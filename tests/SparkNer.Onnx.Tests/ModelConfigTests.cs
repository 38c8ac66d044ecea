using System.Text;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Tests;

public sealed class ModelConfigTests
{
    [Fact]
    public void Class_ids_are_strings_in_any_order()
    {
        ModelConfig config = Parse("""
            {"id2label": {"10": "K", "2": "C", "0": "A", "1": "B", "3": "D", "4": "E", "5": "F", "6": "G", "7": "H", "8": "I", "9": "J"}, "vocab_size": 7}
            """);
        Assert.Equal("ABCDEFGHIJK", string.Concat(config.Labels));
        Assert.Equal(7, config.VocabularySize);
        Assert.Null(config.MaxPositions);
        Assert.True(config.HasLabels);
    }

    [Fact]
    public void Of_two_names_for_a_class_the_last_counts() => Assert.Equal(["A", "C"], Parse("""{"id2label": {"0": "A", "1": "B", "1": "C"}}""").Labels);

    [Theory]
    [InlineData("{}", 2)]
    [InlineData("""{"id2label": null, "num_labels": 5}""", 5)]
    public void Without_names_labels_are_numbered_as_transformers_does(string json, int count)
    {
        ModelConfig config = Parse(json);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"LABEL_{i}"), config.Labels);
        Assert.False(config.HasLabels);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Assert.Equal(9, Parse("\uFEFF{\"max_position_embeddings\": 9}").MaxPositions);

    [Theory]
    [InlineData("", "valid JSON")]
    [InlineData("{\"id2label\": {\"0\": \"A\"}", "valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"id2label": ["A"]}""", "not an object")]
    [InlineData("""{"id2label": {}}""", "empty")]
    [InlineData("""{"id2label": {"A": "0"}}""", "'A'")]
    [InlineData("""{"id2label": {"-1": "A"}}""", "'-1'")]
    [InlineData("""{"id2label": {"0": 0}}""", "no name")]
    [InlineData("""{"id2label": {"0": "A", "2": "C"}}""", "not class 1")]
    [InlineData("""{"id2label": {"1": "A", "2": "C"}}""", "not class 0")]
    [InlineData("""{"vocab_size": "many"}""", "vocab_size")]
    [InlineData("""{"max_position_embeddings": -1}""", "max_position_embeddings")]
    public void What_cannot_be_is_named(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Parse(json)).Message, StringComparison.Ordinal);

    private static ModelConfig Parse(string json) => ModelConfig.Parse(Encoding.UTF8.GetBytes(json));
}
