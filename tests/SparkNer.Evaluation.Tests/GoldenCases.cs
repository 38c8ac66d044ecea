using System.IO.Compression;
using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Evaluation.Tests;

/// <summary>The golden tag sequences and what the real libraries and the shared tasks' script say of them.</summary>
internal static class GoldenCases
{
    public static IReadOnlyList<GoldenCase> All { get; } =
        [.. Golden.Lines("hf", "metrics", "cases.jsonl").Zip(Expected(), (c, e) => new GoldenCase(c, e))];

    public static TheoryData<int> Numbers => [.. All.Select(c => c.Id)];

    // Python writes NaN, which is no JSON, for averages over nothing.
    private static IEnumerable<JsonElement> Expected()
    {
        using var stream = new GZipStream(File.OpenRead(Golden.PathOf("hf", "metrics", "expected.jsonl.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line.Replace("NaN", "null", StringComparison.Ordinal));
            yield return document.RootElement.Clone();
        }
    }
}

internal sealed class GoldenCase(JsonElement given, JsonElement expected)
{
    public int Id { get; } = given.GetProperty("id").GetInt32();

    public JsonElement Expected { get; } = expected;

    public IReadOnlyList<TaggedSentence> Sentences { get; } = [.. Lists(given, "y_true").Zip(Lists(given, "y_pred"), Make.Sentence)];

    public string PathOf(string extension) => Golden.PathOf("hf", "metrics", "conlleval", $"{Id:00}.{extension}");

    public Evaluator Evaluate(EvaluationOptions? options = null) => Make.Evaluate(Sentences, options);

    private static IEnumerable<string[]> Lists(JsonElement given, string name) =>
        given.GetProperty(name).EnumerateArray().Select(s => s.EnumerateArray().Select(t => t.GetString()!).ToArray());
}
