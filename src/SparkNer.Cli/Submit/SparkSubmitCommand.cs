using System.Globalization;

namespace SparkNer.Cli.Submit;

/// <summary>
/// The spark-submit command of a job, for every cluster manager and both deploy modes. Spark starts our program as the driver's "Python" (its class PythonRunner
/// with the reserved resource <c>spark-internal</c>, so that neither a .py file nor a jar is needed) and on the executors as theirs. No I/O.
/// </summary>
internal sealed record SparkSubmitCommand
{
    /// <summary>The name under which the archive is unpacked.</summary>
    public const string Alias = "sparkner";

    /// <summary>The program that the executors start, where the archive is unpacked for them: relative to their working folder.</summary>
    public const string ArchivedWorker = $"./{Alias}/{ProgramFiles.WorkerName}";

    private const string RunnerClass = "org.apache.spark.deploy.PythonRunner";
    private const string NoResource = "spark-internal";
    private const string DriverOptions = "spark.driver.extraJavaOptions";
    private const string Archives = "spark.archives";

    // In cluster mode on Java 17 the driver's JVM of 3.5 is started without what Spark needs there. Java 8 ignores them by the first option.
    private static readonly string _openPackages = "-XX:+IgnoreUnrecognizedVMOptions " + string.Join(' ', new[]
    {
        "sun.nio.ch", "java.nio", "java.lang", "java.lang.invoke", "java.util", "java.util.concurrent", "java.net", "sun.security.action", "sun.util.calendar",
    }.Select(name => $"--add-opens=java.base/{name}=ALL-UNNAMED"));

    /// <summary>Spark on this machine.</summary>
    public required SparkHome Spark { get; init; }

    /// <summary>Where the job runs.</summary>
    public required SparkMaster Master { get; init; }

    /// <summary>Whether the driver runs on the cluster instead of here.</summary>
    public bool ClusterMode { get; init; }

    /// <summary>The application's name.</summary>
    public required string Name { get; init; }

    /// <summary>The word that tells the driver's program what to do: neither with a colon nor a dash at its start.</summary>
    public required string Word { get; init; }

    /// <summary>The name of the driver's program in the package.</summary>
    public required string DriverName { get; init; }

    /// <summary>The driver's program on this machine.</summary>
    public required string LocalDriver { get; init; }

    /// <summary>The executors' program on this machine.</summary>
    public required string LocalWorker { get; init; }

    /// <summary>The archive for the executors; null where they find the program by a path.</summary>
    public string? Archive { get; init; }

    /// <summary>The folder that holds the unpacked archive on every node, or in the container image.</summary>
    public required string NodeFolder { get; init; }

    /// <summary>The user's settings, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Conf { get; init; } = [];

    /// <summary>The arguments of the job.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether the executors get the program by the archive.</summary>
    public static bool NeedsArchive(MasterKind master, bool clusterMode) =>
        master == MasterKind.Yarn || (master == MasterKind.Standalone && !clusterMode);

    /// <summary>The same command with the executors' program as the driver's, too.</summary>
    public SparkSubmitCommand DrivenByWorker() => this with { DriverName = ProgramFiles.WorkerName, LocalDriver = LocalWorker };

    /// <summary>The command's words, the program first.</summary>
    public IReadOnlyList<string> Build()
    {
        var words = new List<string> { Spark.SparkSubmit, "--master", Master.Url, "--deploy-mode", ClusterMode ? "cluster" : "client", "--name", Name };
        if (Archive is not null)
        {
            // The option replaces the setting.
            words.AddRange("--archives", string.Join(',', [$"{AsUri(Archive)}#{Alias}", .. Conf.Where(c => c.Key == Archives).Select(c => c.Value)]));
        }

        bool opens = ClusterMode && Master.Kind == MasterKind.Standalone && Spark.Version.Major == 3;
        if (opens)
        {
            words.AddRange("--driver-java-options", string.Join(' ', [_openPackages, .. Conf.Where(c => c.Key == DriverOptions).Select(c => c.Value)]));
        }

        foreach ((string key, string value) in Settings())
        {
            words.AddRange("--conf", $"{key}={value}");
        }

        // What comes later wins, so that the user's own word is the last.
        foreach ((string key, string value) in Conf.Where(c => (Archive is null || c.Key != Archives) && (!opens || c.Key != DriverOptions)))
        {
            words.AddRange("--conf", $"{key}={value}");
        }

        // PythonRunner takes the first argument for the program's file and the second for a list of modules: it must be there, even if empty.
        words.AddRange("--class", RunnerClass, Resource(), Word, "");
        words.AddRange(Arguments);
        return words;
    }

    private IEnumerable<KeyValuePair<string, string>> Settings()
    {
        yield return new("spark.pyspark.driver.python", Driver());
        yield return new("spark.sparkner.worker", Worker());

        // Otherwise Spark 4 starts the worker in a folder of the session's, where the archive is not, and anew for every session.
        yield return new("spark.sql.artifact.isolation.enabled", "false");
        if (!ClusterMode)
        {
            yield break;
        }

        switch (Master.Kind)
        {
            case MasterKind.Standalone:
                yield return new("spark.standalone.submit.waitAppCompletion", "true");
                yield return new("spark.master.rest.enabled", "false");
                break;
            case MasterKind.Yarn:
                yield return new("spark.yarn.submit.waitAppCompletion", "true");
                break;
            case MasterKind.Kubernetes:
                yield return new("spark.kubernetes.submission.waitAppCompletion", "true");
                break;
        }
    }

    private string Driver()
    {
        if (!ClusterMode)
        {
            return LocalDriver;
        }

        return Master.Kind == MasterKind.Yarn ? $"./{Alias}/{DriverName}" : OnNode(DriverName);
    }

    private string Worker()
    {
        if (Archive is not null)
        {
            return ArchivedWorker;
        }

        return Master.Kind == MasterKind.Local ? LocalWorker : OnNode(ProgramFiles.WorkerName);
    }

    // Standalone cluster mode wants a jar that exists on the node; every installation has this one. Its workers know no local: URLs.
    private string Resource() => ClusterMode && Master.Kind == MasterKind.Standalone ? "file:" + new Uri(Spark.AnyJar).AbsolutePath : NoResource;

    // Of a path that is no URI, such as one with a space, Spark takes the name after # for a part of the file's.
    private static string AsUri(string path) =>
        path.Contains(':', StringComparison.Ordinal) || Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) == path
            ? path
            : new Uri(Path.GetFullPath(path)).AbsoluteUri;

    private string OnNode(string name) => string.Create(CultureInfo.InvariantCulture, $"{NodeFolder.TrimEnd('/')}/{name}");
}
