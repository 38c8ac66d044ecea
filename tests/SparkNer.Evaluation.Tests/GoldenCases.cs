using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Evaluation.Tests;

/// <summary>The golden tag sequences and what the real libraries and the shared tasks' script say of them.</summary>
internal static class GoldenCases
{
    public static IReadOnlyList<GoldenCase> All { get; } =
        [.. Golden.Lines("hf", "metrics", "cases.jsonl").Zip(Golden.LinesWithNaN("hf", "metrics", "expected.jsonl.gz"), (c, e) => new GoldenCase(c, e))];

    public static TheoryData<int> Numbers => [.. All.Select(c => c.Id)];
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
