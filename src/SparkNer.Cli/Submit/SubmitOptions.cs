using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>The options of <c>sparkner submit</c>. Their names are fixed: scripts use them.</summary>
internal static class SubmitOptions
{
    private const string Cluster = "Cluster";

    /// <summary>Where a job runs.</summary>
    public static IReadOnlyList<OptionSpec> OfCluster { get; } =
    [
        new("master", OptionKind.Text, "URL", "The cluster: local[N], spark://HOST:PORT, yarn or k8s://URL.") { Group = Cluster },
        new("deploy-mode", OptionKind.Choice, "MODE", "Where the driver runs: here (client) or on the cluster.") { Group = Cluster, Choices = ["client", "cluster"], Default = "client" },
        new("spark-home", OptionKind.Text, "DIR", "The installation of Spark to use.") { Group = Cluster, Default = "SPARK_HOME, else spark-submit on PATH" },
        new("conf", OptionKind.Pairs, "NAME=VALUE", "A setting of Spark's; may be given several times.") { Group = Cluster },
        new("archive", OptionKind.Text, "FILE", "The archive that the executors unpack: a path or URL that spark-submit understands.") { Group = Cluster, Default = "made from this program, once" },
        new("program-dir", OptionKind.Text, "DIR", "The folder that holds the unpacked archive on every node (standalone cluster mode) or in the container image (Kubernetes).")
        { Group = Cluster, Default = $"this program's own; {JobDefaults.ImageFolder} on Kubernetes" },
        new("dry-run", OptionKind.Flag, "", "Prints the spark-submit command to stdout and runs nothing.") { Group = Cluster },
    ];

    /// <summary>All of <c>sparkner submit annotate</c>, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } = [.. OfCluster, .. JobOptions.All];

    /// <summary>All of <c>sparkner submit evaluate</c>, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> OfEvaluate { get; } = [.. OfCluster, .. EvaluateJobOptions.All];

    /// <summary>The option of <c>sparkner submit archive</c>.</summary>
    public static IReadOnlyList<OptionSpec> OfArchive { get; } =
        [new("output", OptionKind.Text, "FILE", "Where the archive goes.") { Alias = "-o", Default = "a place of its own, where it is made once" }];
}
