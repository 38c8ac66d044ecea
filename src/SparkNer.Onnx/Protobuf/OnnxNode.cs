namespace SparkNer.Onnx.Protobuf;

/// <summary>A node of a model's main graph.</summary>
/// <param name="OpType">The operator.</param>
/// <param name="Inputs">Names of what it reads; empty for an optional input that is left out.</param>
/// <param name="Outputs">Names of what it makes.</param>
/// <param name="Value">The tensor in the attribute <c>value</c> (of a Constant node), if any.</param>
internal sealed record OnnxNode(string OpType, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, OnnxTensor? Value)
{
    /// <summary>Of a node without attributes.</summary>
    public static IReadOnlyDictionary<string, OnnxAttribute> NoAttributes { get; } = new Dictionary<string, OnnxAttribute>();

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The attributes by name.</summary>
    public IReadOnlyDictionary<string, OnnxAttribute> Attributes { get; init; } = NoAttributes;

    /// <summary>Where the node lies in the file.</summary>
    public ByteSpan Span { get; init; }
}
