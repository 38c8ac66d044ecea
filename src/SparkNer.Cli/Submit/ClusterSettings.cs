using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>Where a job runs, as the command line says.</summary>
internal sealed record ClusterSettings
{
    // What the command sets itself, or has an option for.
    private static readonly (string Key, string Instead)[] _own =
    [
        ("spark.pyspark.driver.python", "sparkner sets it to its own program"),
        ("spark.pyspark.python", "sparkner's functions name their own program"),
        ("spark.sql.execution.pyspark.python", "it would replace sparkner's worker"),
        ("spark.master", "give --master"),
        ("spark.submit.deployMode", "give --deploy-mode"),
        ("spark.remote", "sparkner needs a classic session, not Spark Connect"),
    ];

    public required SparkMaster Master { get; init; }

    /// <summary>Whether the driver runs on the cluster.</summary>
    public bool ClusterMode { get; init; }

    /// <summary>The installation of Spark; null: to be found.</summary>
    public string? SparkHome { get; init; }

    /// <summary>Settings of Spark's, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Conf { get; init; } = [];

    /// <summary>The archive for the executors; null: to be found or made.</summary>
    public string? Archive { get; init; }

    /// <summary>The folder of the unpacked archive on the nodes; null: the default.</summary>
    public string? ProgramFolder { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Reads the options.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static ClusterSettings Read(GivenOptions given)
    {
        SparkMaster master = SparkMaster.Parse(given.Text("master") ?? throw new UsageException("there is no --master URL: local[N], spark://HOST:PORT, yarn or k8s://URL."));
        bool clusterMode = given.Text("deploy-mode") == "cluster";
        if (clusterMode && master.Kind == MasterKind.Local)
        {
            throw new UsageException($"--deploy-mode cluster needs a cluster: --master {master.Url} is none.");
        }

        IReadOnlyList<KeyValuePair<string, string>> conf = given.Pairs("conf");
        foreach ((string key, string instead) in _own)
        {
            if (conf.Any(c => c.Key == key))
            {
                throw new UsageException($"--conf {key}: {instead}.");
            }
        }

        if (given.Has("archive") && master.Kind != MasterKind.Kubernetes && !SparkSubmitCommand.NeedsArchive(master.Kind, clusterMode))
        {
            throw new UsageException(master.Kind == MasterKind.Local
                ? "--archive is for clusters: a local master starts this program itself."
                : "--archive: in standalone cluster mode Spark does not unpack it for the driver. Unpack it on every node and name the folder by --program-dir.");
        }

        if (given.Has("program-dir") && (master.Kind is MasterKind.Local or MasterKind.Yarn || (master.Kind == MasterKind.Standalone && !clusterMode)))
        {
            throw new UsageException("--program-dir is for Kubernetes and for standalone clusters with --deploy-mode cluster: elsewhere the executors get the program by --archive.");
        }

        return new ClusterSettings
        {
            Master = master,
            ClusterMode = clusterMode,
            SparkHome = given.Text("spark-home"),
            Conf = conf,
            Archive = given.Text("archive"),
            ProgramFolder = given.Text("program-dir"),
            DryRun = given.Flag("dry-run"),
        };
    }
}
