namespace SparkNer.Onnx.Graphs;

/// <summary>A tensor that a checkpoint must have.</summary>
/// <param name="Name">Its name, without the family's prefix.</param>
/// <param name="IsHead">Whether it belongs to the classifier, which has no prefix, and not to the encoder.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record CheckpointTensor(string Name, bool IsHead, params IReadOnlyList<long> Shape)
{
    private const string Weight = ".weight";
    private const string Bias = ".bias";

    /// <summary>What the tensor is called in checkpoints of the first years, if it belongs to a normalization; else null.</summary>
    public string? OldName { get; private init; }

    /// <summary>All tensors that a checkpoint of an architecture must have: made one by one, since a wrong config.json may ask for a billion layers.</summary>
    public static IEnumerable<CheckpointTensor> Of(ModelArchitecture architecture)
    {
        ModelFamily family = architecture.Family;
        int width = architecture.Width;
        IEnumerable<CheckpointTensor> tensors =
        [
            Table("word", architecture.Vocabulary, width),
            Table("position", architecture.Positions, width),
            .. architecture.TokenTypes > 0 ? [Table("token_type", architecture.TokenTypes, width)] : (CheckpointTensor[])[],
            .. Norm("embeddings.LayerNorm", width),
        ];
        return tensors
            .Concat(Enumerable.Range(0, architecture.Layers).SelectMany(layer => Layer(architecture, $"{family.Layer}{layer}.")))
            .Concat(Linear("classifier", width, architecture.Labels).Select(t => t with { IsHead = true }));
    }

    private static IEnumerable<CheckpointTensor> Layer(ModelArchitecture architecture, string name)
    {
        ModelFamily family = architecture.Family;
        int width = architecture.Width;
        string[] square = [family.Query, family.Key, family.Value, family.AttentionOutput];
        return
        [
            .. square.SelectMany(part => Linear(name + part, width, width)),
            .. Norm(name + family.AttentionNorm, width),
            .. Linear(name + family.Up, width, architecture.HiddenWidth),
            .. Linear(name + family.Down, architecture.HiddenWidth, width),
            .. Norm(name + family.OutputNorm, width),
        ];
    }

    private static CheckpointTensor Table(string name, int rows, int width) => new($"embeddings.{name}_embeddings{Weight}", false, rows, width);

    private static CheckpointTensor[] Linear(string name, int from, int to) => [new(name + Weight, false, to, from), new(name + Bias, false, to)];

    private static CheckpointTensor[] Norm(string name, int width) =>
        [new(name + Weight, false, width) { OldName = name + ".gamma" }, new(name + Bias, false, width) { OldName = name + ".beta" }];
}
