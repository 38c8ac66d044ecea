namespace SparkNer.Onnx.Graphs;

/// <summary>An attribute of an operator: one number, text, list of whole numbers, or tensor.</summary>
internal sealed class GraphAttribute
{
    /// <summary>A whole number.</summary>
    public GraphAttribute(string name, long value)
        : this(name, (object)value)
    {
    }

    /// <summary>A number.</summary>
    public GraphAttribute(string name, float value)
        : this(name, (object)value)
    {
    }

    /// <summary>A text.</summary>
    public GraphAttribute(string name, string value)
        : this(name, (object)value)
    {
    }

    /// <summary>A list of whole numbers.</summary>
    public GraphAttribute(string name, IReadOnlyList<long> value)
        : this(name, (object)value)
    {
    }

    /// <summary>A tensor: a small one, since it is held in memory while the graph is written.</summary>
    public GraphAttribute(string name, GraphTensor value)
        : this(name, (object)value)
    {
    }

    private GraphAttribute(string name, object value) => (Name, Value) = (name, value);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value: of one of the constructors' types.</summary>
    public object Value { get; }
}
