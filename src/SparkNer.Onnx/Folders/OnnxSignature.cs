using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Folders;

/// <summary>How a token classifier's graph is called: names and element types of its inputs, its output, its limits.</summary>
/// <param name="Inputs">The input names in the graph's order, each one of <see cref="Ids"/>, <see cref="Mask"/>, <see cref="Types"/>.</param>
/// <param name="IsInt32">Whether the inputs are 32-bit integers; else 64.</param>
/// <param name="Output">The name of the scores' output.</param>
/// <param name="LabelCount">The number of labels that the graph declares, or null where it is left open.</param>
/// <param name="Tables">The sizes of the embedding tables.</param>
internal sealed record OnnxSignature(IReadOnlyList<string> Inputs, bool IsInt32, string Output, int? LabelCount, EmbeddingTables Tables)
{
    /// <summary>The piece ids, [batch, length].</summary>
    public const string Ids = "input_ids";

    /// <summary>1 for a piece, 0 for padding, [batch, length].</summary>
    public const string Mask = "attention_mask";

    /// <summary>The token types, [batch, length]; all 0 for a text on its own.</summary>
    public const string Types = "token_type_ids";

    /// <summary>The bits of a quantized model's weights; null for one that was not quantized here.</summary>
    public int? WeightBits { get; init; }

    private const string Logits = "logits";
    private const string Expected = "A token classifier takes input_ids, attention_mask and, if it is a BERT, token_type_ids";

    /// <summary>Reads the signature off a model.</summary>
    /// <exception cref="InvalidDataException">It is no token classifier of the known form.</exception>
    public static OnnxSignature Of(OnnxModel model)
    {
        OnnxElementType? elementType = null;
        foreach (OnnxValue input in model.Inputs)
        {
            if (input.Name is not (Ids or Mask or Types))
            {
                throw new InvalidDataException($"its input '{input.Name}' is not supported. {Expected}; export it for token classification");
            }

            CheckInput(input);
            if ((elementType ??= input.ElementType) != input.ElementType)
            {
                throw new InvalidDataException($"its inputs have different element types ({elementType} and {input.ElementType})");
            }
        }

        foreach (string name in (string[])[Ids, Mask])
        {
            if (!model.Inputs.Any(i => i.Name == name))
            {
                throw new InvalidDataException($"it has no input '{name}' but {Names(model.Inputs)}. {Expected}");
            }
        }

        OnnxValue output = FindOutput(model.Outputs);
        return new OnnxSignature(
            [.. model.Inputs.Select(i => i.Name)], elementType == OnnxElementType.Int32, output.Name, LabelsOf(output), EmbeddingTables.Find(model, Ids))
        {
            WeightBits = Quantization.WeightBits.Of(model),
        };
    }

    private static void CheckInput(OnnxValue input)
    {
        if (input.ElementType is not (OnnxElementType.Int64 or OnnxElementType.Int32))
        {
            throw new InvalidDataException($"its input '{input.Name}' has the element type {input.ElementType}, where Int64 or Int32 is needed");
        }

        if (input.Shape is { } shape && (shape.Count != 2 || shape.Any(d => d is not null)))
        {
            throw new InvalidDataException(
                $"its input '{input.Name}' has the shape {input.ShapeText}, where [batch, length] with both left open is needed. Export it with dynamic axes");
        }
    }

    private static OnnxValue FindOutput(IReadOnlyList<OnnxValue> outputs)
    {
        OnnxValue[] floats = [.. outputs.Where(o => o.ElementType == OnnxElementType.Float)];
        OnnxValue? output = outputs.FirstOrDefault(o => o.Name == Logits) ?? (floats.Length == 1 ? floats[0] : null);
        if (output is null)
        {
            throw new InvalidDataException($"it has no output '{Logits}' but {Names(outputs)}. Export it for token classification");
        }

        if (output.ElementType != OnnxElementType.Float)
        {
            throw new InvalidDataException($"its output '{output.Name}' has the element type {output.ElementType}, where Float is needed");
        }

        return output.Shape is null or { Count: 3 }
            ? output
            : throw new InvalidDataException(
                $"its output '{output.Name}' has the shape {output.ShapeText}, where [batch, length, labels] is needed: it is no token classifier");
    }

    private static int? LabelsOf(OnnxValue output) => output.Shape?[2] is > 0 and <= int.MaxValue and long count ? (int)count : null;

    private static string Names(IReadOnlyList<OnnxValue> values) => values.Count == 0 ? "none at all" : string.Join(", ", values.Select(v => $"'{v.Name}'"));
}
