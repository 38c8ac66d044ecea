namespace SparkNer.IntegrationTests.Support;

/// <summary>How large a cluster is, and what is set on it.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Worker nodes.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Task slots of each node.</summary>
    public int CoresPerWorker { get; init; } = 2;

    /// <summary>Memory that each node has to give, in MiB. Nothing takes it before an executor runs.</summary>
    public int MemoryPerWorker { get; init; } = 3072;

    /// <summary>Whether each node has an address of its own: Spark runs a task again for speculation on another host only.</summary>
    public bool SeparateHosts { get; init; }

    /// <summary>Spark's settings, for the nodes and for what is submitted.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
