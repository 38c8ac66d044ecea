using System.Text.Json;

namespace SparkNer.Hub.Selection;

/// <summary>The files of one kind of weights.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Main">The files that are known from names alone.</param>
/// <param name="Index">A small file that names <paramref name="Main"/>'s files; null if there is none.</param>
internal sealed record WeightFiles(WeightKind Kind, IReadOnlyList<string> Main, string? Index)
{
    /// <summary>The kinds that there are among names of files, the best first. Weights of other programs (TensorFlow, Flax, OpenVINO) are none.</summary>
    public static IReadOnlyList<WeightFiles> Of(IReadOnlyCollection<string> names)
    {
        WeightFiles?[] all =
        [
            OneOrIndexed(WeightKind.Safetensors, names, "model.safetensors"),
            Onnx(names, "model.onnx") ?? Onnx(names, "onnx/model.onnx"),
            OneOrIndexed(WeightKind.Bin, names, "pytorch_model.bin"),
        ];
        return [.. all.OfType<WeightFiles>()];
    }

    /// <summary>The files that an index names.</summary>
    /// <exception cref="InvalidDataException">It is no index, or names a file that lies elsewhere.</exception>
    public static IReadOnlyList<string> ReadIndex(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("weight_map", out JsonElement map) || map.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("it has no weight_map");
            }

            string[] names = [.. map.EnumerateObject().Select(e => e.Value.ValueKind == JsonValueKind.String ? e.Value.GetString()! : "").Distinct().Order(StringComparer.Ordinal)];
            return names.Length == 0 ? throw new InvalidDataException("it names no file")
                : names.FirstOrDefault(n => !FileNames.IsSafe(n) || n.Contains('/')) is { } bad ? throw new InvalidDataException($"it names the file '{bad}', which does not lie beside it")
                : names;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
    }

    private static WeightFiles? OneOrIndexed(WeightKind kind, IReadOnlyCollection<string> names, string one)
    {
        string index = one + ".index.json";
        return names.Contains(one) ? new WeightFiles(kind, [one], null) : names.Contains(index) ? new WeightFiles(kind, [], index) : null;
    }

    // Data beside a graph: model.onnx_data, model.onnx.data, model.onnx_data_1 ...
    private static WeightFiles? Onnx(IReadOnlyCollection<string> names, string graph) => names.Contains(graph)
        ? new WeightFiles(
            WeightKind.Onnx,
            [graph, .. names.Where(n => n.StartsWith(graph + "_data", StringComparison.Ordinal) || n.StartsWith(graph + ".data", StringComparison.Ordinal)).Order(StringComparer.Ordinal)],
            null)
        : null;
}
