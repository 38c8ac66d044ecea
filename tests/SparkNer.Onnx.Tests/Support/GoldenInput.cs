using System.Text.Json;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>An input of a golden model: one sequence, or a padded batch of them.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Ids">The pieces, [batch, length].</param>
/// <param name="Mask">0 at padding.</param>
/// <param name="Types">The token types; all 0 where the model has none.</param>
/// <param name="Rows">The number of sequences.</param>
/// <param name="Row">The row at which its logits begin.</param>
internal sealed record GoldenInput(int Id, long[] Ids, long[] Mask, long[] Types, int Rows, int Row)
{
    /// <summary>The length of all sequences, padding included.</summary>
    public int Length => Ids.Length / Rows;

    /// <summary>The single sequences.</summary>
    public static IEnumerable<GoldenInput> Sequences(string model) => Read(model, "inputs.jsonl.gz", "id");

    /// <summary>The padded batches.</summary>
    public static IEnumerable<GoldenInput> Batches(string model) => Read(model, "batches.jsonl.gz", "batch");

    private static IEnumerable<GoldenInput> Read(string model, string file, string id) =>
        Golden.Lines("hf", "models", model, "golden", file).Select(line =>
        {
            long[] ids = Numbers(line, "input_ids")!;
            return new GoldenInput(
                line.GetProperty(id).GetInt32(),
                ids,
                Numbers(line, "attention_mask") ?? [.. ids.Select(_ => 1L)],
                Numbers(line, "token_type_ids") ?? new long[ids.Length],
                line.TryGetProperty("rows", out JsonElement rows) ? rows.GetArrayLength() : 1,
                line.GetProperty("logits_row").GetInt32());
        });

    private static long[]? Numbers(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? [.. Flat(value)] : null;

    private static IEnumerable<long> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetInt64()];
}
