namespace SparkNer.Cli.Submit;

/// <summary>What runs the executors.</summary>
internal enum MasterKind
{
    /// <summary>Spark itself, in the driver's process or beside it.</summary>
    Local,

    /// <summary>Spark's own cluster manager.</summary>
    Standalone,

    /// <summary>Hadoop's YARN.</summary>
    Yarn,

    /// <summary>Kubernetes.</summary>
    Kubernetes,
}
