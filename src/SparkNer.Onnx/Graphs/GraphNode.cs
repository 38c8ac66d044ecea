namespace SparkNer.Onnx.Graphs;

/// <summary>An operator of a graph to be written.</summary>
/// <param name="Operation">The operator's name.</param>
/// <param name="Inputs">Names of what it reads; empty for an optional input that is left out.</param>
/// <param name="Outputs">Names of what it makes. The node is called as its first output.</param>
/// <param name="Attributes">The attributes.</param>
internal sealed record GraphNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, params IReadOnlyList<GraphAttribute> Attributes)
{
    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; init; } = "";
}
