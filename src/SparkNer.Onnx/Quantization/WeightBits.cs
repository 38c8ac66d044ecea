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

    /// <summary>Makes sure that a processor sums up the model's products as they are.</summary>
    /// <param name="bits">The bits of the model's weights; null for a model that is not quantized.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="saturates">Whether the processor's sums saturate: <see cref="ByteProducts.Saturate"/>.</param>
    /// <exception cref="ModelFormatException">It does not.</exception>
    public static void CheckProcessor(int? bits, string path, bool saturates)
    {
        if (saturates && bits > Fewest)
        {
            throw new ModelFormatException(
                path,
                $"'{path}' has weights of {bits} bits, and this machine's processor has no VNNI: its sums of such products saturate, and labels would be wrong. "
                + $"Quantize the model with weights of {Fewest} bits (sparkner model quantize --weight-bits {Fewest}), or use the model that it was made from.");
        }
    }
}
