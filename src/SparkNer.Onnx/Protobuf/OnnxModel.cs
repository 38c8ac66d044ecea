namespace SparkNer.Onnx.Protobuf;

/// <summary>What <see cref="OnnxModelReader"/> finds in a model file: all but the weights.</summary>
/// <param name="IrVersion">The version of the file format; 0 if none is given.</param>
/// <param name="Opsets">Operator set versions by domain ("" is ONNX's own).</param>
/// <param name="Inputs">The main graph's inputs, without those that are initializers.</param>
/// <param name="Outputs">The main graph's outputs.</param>
/// <param name="Initializers">The main graph's initializers by name.</param>
/// <param name="Nodes">The main graph's nodes.</param>
/// <param name="ExternalTensors">Every tensor anywhere in the file, also in subgraphs, functions, attributes and training graphs, that mentions another
/// file.</param>
internal sealed record OnnxModel(
    long IrVersion,
    IReadOnlyDictionary<string, long> Opsets,
    IReadOnlyList<OnnxValue> Inputs,
    IReadOnlyList<OnnxValue> Outputs,
    IReadOnlyDictionary<string, OnnxTensor> Initializers,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxTensor> ExternalTensors)
{
    /// <summary>Notes that the file carries (<c>metadata_props</c>).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the main graph lies in the file.</summary>
    public ByteSpan Graph { get; init; }

    /// <summary>In how many pieces the main graph is stored: one, in any file that was written by a program.</summary>
    public int GraphCount { get; init; } = 1;

    /// <summary>Inputs that have a value, since they are initializers too: a custom of old exporters.</summary>
    public IReadOnlyList<OnnxValue> InitializedInputs { get; init; } = [];

    /// <summary>Names that subgraphs read or make.</summary>
    public IReadOnlySet<string> InnerNames { get; init; } = new HashSet<string>();

    /// <summary>The number of elements of the main graph's tensors that may be weights: numbers in at least one dimension, no indices.</summary>
    public long Parameters => Initializers.Values.Concat(Nodes.Select(n => n.Value).OfType<OnnxTensor>())
        .Where(t => t.Dimensions.Count > 0 && t.ElementType is OnnxElementType.Float or OnnxElementType.Float16 or OnnxElementType.BFloat16
            or OnnxElementType.Double or OnnxElementType.Int8 or OnnxElementType.UInt8)
        .Sum(t => t.Dimensions.Aggregate(1L, (product, size) => unchecked(product * size)));
}
