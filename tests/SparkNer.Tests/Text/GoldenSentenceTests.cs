using System.Text.Json;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

/// <summary>Sentences of the real Spark NLP.</summary>
public sealed class GoldenSentenceTests
{
    private const string Folder = "spark-nlp";

    public static TheoryData<string> Pipelines => [.. Directory.EnumerateFiles(Golden.PathOf(Folder, "annotations"), "*-sent.jsonl.gz").Select(f => Path.GetFileName(f)!).Order()];

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Detects_the_sentences_of_every_row(string file)
    {
        var detector = new SentenceDetector();
        int rows = 0;
        foreach (JsonElement row in Golden.Lines(Folder, "annotations", file))
        {
            string document = row.GetProperty("document")[0].GetProperty("result").GetString()!;
            Assert.Equal(Expected(row.GetProperty("sentence")), detector.Detect(document).ToArray());
            rows++;
        }

        Assert.True(rows > 0);
    }

    private static Sentence[] Expected(JsonElement annotations) => [.. annotations.EnumerateArray().Select(a => new Sentence(
        a.GetProperty("begin").GetInt32(), a.GetProperty("end").GetInt32(), a.GetProperty("result").GetString()!,
        int.Parse(a.GetProperty("metadata").GetProperty("sentence").GetString()!, System.Globalization.CultureInfo.InvariantCulture)))];
}
