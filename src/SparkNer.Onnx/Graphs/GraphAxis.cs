namespace SparkNer.Onnx.Graphs;

/// <summary>An axis of a graph's input or output: of fixed size, or open with a name.</summary>
internal readonly record struct GraphAxis
{
    private GraphAxis(long? size, string? name) => (Size, Name) = (size, name);

    /// <summary>The size, or null for an open axis.</summary>
    public long? Size { get; }

    /// <summary>The name of an open axis; axes of one name have one size.</summary>
    public string? Name { get; }

    /// <summary>An axis of fixed size.</summary>
    public static implicit operator GraphAxis(int size) => new(size, null);

    /// <summary>An open axis.</summary>
    public static implicit operator GraphAxis(string name) => new(null, name);
}
