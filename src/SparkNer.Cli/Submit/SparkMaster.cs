namespace SparkNer.Cli.Submit;

/// <summary>A cluster's address, as <c>--master</c> has it.</summary>
/// <param name="Url">As it was given.</param>
/// <param name="Kind">What runs there.</param>
internal sealed record SparkMaster(string Url, MasterKind Kind)
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="UsageException">It is none that Spark knows.</exception>
    public static SparkMaster Parse(string url) => url switch
    {
        "local" => new SparkMaster(url, MasterKind.Local),
        _ when url.StartsWith("local[", StringComparison.Ordinal) && url.EndsWith(']') => new SparkMaster(url, MasterKind.Local),
        _ when url.StartsWith("local-cluster[", StringComparison.Ordinal) && url.EndsWith(']') => new SparkMaster(url, MasterKind.Local),
        "yarn" => new SparkMaster(url, MasterKind.Yarn),
        _ when url.StartsWith("spark://", StringComparison.Ordinal) => new SparkMaster(url, MasterKind.Standalone),
        _ when url.StartsWith("k8s://", StringComparison.Ordinal) => new SparkMaster(url, MasterKind.Kubernetes),
        _ => throw new UsageException($"--master: '{url}' is not one of local, local[N], local[*], spark://HOST:PORT, yarn, k8s://URL."),
    };
}
