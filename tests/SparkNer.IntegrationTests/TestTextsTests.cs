using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary>The inputs of the other tests are what they are said to be, in every format.</summary>
public sealed class TestTextsTests
{
    [Fact]
    public void They_are_the_same_each_time_and_hold_null_empty_and_hostile_ones()
    {
        List<TestText> texts = [.. TestTexts.Take(200)];
        Assert.Equal(texts, TestTexts.Take(200));
        Assert.Contains(texts, t => t.Text is null);
        Assert.Contains(texts, t => t.Text is "");
        Assert.Contains(texts, t => t.Text?.Contains('\n') == true);
        Assert.Contains(texts, t => t.Text?.EnumerateRunes().Any(r => !r.IsBmp) == true);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("txt")]
    public void Every_format_gives_the_texts_back(string extension)
    {
        using var folder = new TemporaryFolder();
        string input = folder["in." + extension];
        List<TestText> texts = [.. extension == "txt" ? TestTexts.TakeLines(200) : TestTexts.Take(200)];
        TestTexts.Write(input, texts);
        SparkNerProgram.Run(["annotate", input, "-o", folder["out.jsonl"], "--model", Golden.DefaultModel, "--columns", "ner_chunk"], folder.Path).EnsureSuccess();
        IEnumerable<string?> read = File.ReadLines(folder["out.jsonl"]).Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["text"]?.GetValue<string>());
        Assert.Equal(texts.Select(t => t.Text), read);
    }
}
