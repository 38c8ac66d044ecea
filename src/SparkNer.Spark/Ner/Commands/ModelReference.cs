namespace SparkNer.Spark.Ner;

/// <summary>Which model a function needs, and where an executor finds it.</summary>
internal sealed record ModelReference
{
    /// <summary>The model's name in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The model's fingerprint; null where the driver does not know it, which needs a <see cref="Path"/>.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The folder on the executors; null: the model is in the broadcast with the same fingerprint.</summary>
    public string? Path { get; init; }
}
