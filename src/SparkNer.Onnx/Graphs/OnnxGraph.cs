namespace SparkNer.Onnx.Graphs;

/// <summary>A whole ONNX model to be written: everything but the values of its tensors, which come while it is written.</summary>
/// <param name="Name">The graph's name, for those who look at the file.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Outputs">The outputs.</param>
/// <param name="Nodes">The operators, each after those that it reads from.</param>
/// <param name="Initializers">The constant tensors.</param>
internal sealed record OnnxGraph(
    string Name,
    IReadOnlyList<GraphValue> Inputs,
    IReadOnlyList<GraphValue> Outputs,
    IReadOnlyList<GraphNode> Nodes,
    IReadOnlyList<GraphTensor> Initializers)
{
    /// <summary>Operator set versions by domain ("" is ONNX's own).</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Opsets { get; init; } = [new("", 17), new(GraphNode.Microsoft, 1)];

    /// <summary>Notes that the file carries (<c>metadata_props</c>).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}
