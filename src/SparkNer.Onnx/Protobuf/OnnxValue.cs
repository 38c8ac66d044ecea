namespace SparkNer.Onnx.Protobuf;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The element type; <see cref="OnnxElementType.Undefined"/> if it is not a tensor.</param>
/// <param name="Shape">The dimensions, null for one that is left open; null as a whole if the model does not say.</param>
internal sealed record OnnxValue(string Name, OnnxElementType ElementType, IReadOnlyList<long?>? Shape)
{
    /// <summary>Where an input of the graph lies in the file.</summary>
    public ByteSpan Span { get; init; }

    /// <summary>The shape as one reads it: <c>[?, 128]</c>.</summary>
    public string ShapeText => Shape is null ? "unknown shape" : "[" + string.Join(", ", Shape.Select(d => d?.ToString() ?? "?")) + "]";
}
