using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Graphs;

/// <summary>Collects a graph, operator by operator. What an operator makes is named, and the name is how the next one reads it.</summary>
internal sealed class GraphBuilder
{
    private readonly List<GraphValue> _inputs = [];
    private readonly List<GraphValue> _outputs = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphTensor> _tensors = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Declares an input.</summary>
    public string Input(string name, OnnxElementType type, params IReadOnlyList<GraphAxis> axes)
    {
        _inputs.Add(new GraphValue(Fresh(name), type, axes));
        return name;
    }

    /// <summary>Declares which of the values made is an output.</summary>
    public void Output(string name, OnnxElementType type, params IReadOnlyList<GraphAxis> axes) => _outputs.Add(new GraphValue(name, type, axes));

    /// <summary>Adds a constant.</summary>
    public string Constant(GraphTensor tensor)
    {
        _tensors.Add(tensor);
        return Fresh(tensor.Name);
    }

    /// <summary>Adds an operator of ONNX with one output.</summary>
    public string Node(string output, string operation, IReadOnlyList<string> inputs, params IReadOnlyList<GraphAttribute> attributes) =>
        Node([output], operation, inputs, attributes)[0];

    /// <summary>Adds an operator of ONNX.</summary>
    public IReadOnlyList<string> Node(
        IReadOnlyList<string> outputs, string operation, IReadOnlyList<string> inputs, params IReadOnlyList<GraphAttribute> attributes) =>
        Add(new GraphNode(operation, inputs, outputs, attributes));

    /// <summary>Adds an operator of ONNX Runtime's own with one output.</summary>
    public string Fused(string output, string operation, IReadOnlyList<string> inputs, params IReadOnlyList<GraphAttribute> attributes) =>
        Add(new GraphNode(operation, inputs, [output], attributes) { Domain = GraphNode.Microsoft })[0];

    /// <summary>The graph.</summary>
    public OnnxGraph Build(string name) => new(name, _inputs, _outputs, _nodes, _tensors);

    private IReadOnlyList<string> Add(GraphNode node)
    {
        foreach (string output in node.Outputs)
        {
            Fresh(output);
        }

        _nodes.Add(node);
        return node.Outputs;
    }

    private string Fresh(string name) => _names.Add(name) ? name : throw new InvalidOperationException($"There are two values called '{name}'.");
}
