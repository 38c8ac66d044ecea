using System.Globalization;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>How many bits the weights of a quantized model have: a note in its file, for what a processor can do with them depends on it.</summary>
internal static class WeightBits
{
    /// <summary>The fewest.</summary>
    public const int Fewest = 7;

    /// <summary>The most.</summary>
    public const int Most = 8;

    private const string Key = "sparkner.weight_bits";

    /// <summary>The note.</summary>
    public static KeyValuePair<string, string> Note(int bits) => new(Key, bits.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a model's note says; null where it has none.</summary>
    public static int? Of(OnnxModel model) =>
        model.Metadata.TryGetValue(Key, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) ? bits : null;
}
