namespace SparkNer.Onnx;

/// <summary>What an imported model was made from.</summary>
public sealed record ModelOrigin
{
    /// <summary>What held the model: <c>safetensors</c>, <c>pytorch</c>, <c>onnx</c> or <c>spark-nlp</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The repository on the hub, <c>org/name</c>; null where the folder was no snapshot of one.</summary>
    public string? Repo { get; init; }

    /// <summary>The snapshot's commit; null where the folder was no snapshot.</summary>
    public string? Revision { get; init; }

    /// <summary>The folder; only in the cache, so that what is given away names no folder of its maker's.</summary>
    public string? Folder { get; init; }

    /// <summary>The files that were read, ordered by name.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }
}
