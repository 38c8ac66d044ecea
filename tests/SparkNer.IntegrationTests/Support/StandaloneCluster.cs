using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkNer.IntegrationTests.Support;

/// <summary>A real standalone cluster on the loopback interface: a master and its workers, which are gone when it is disposed and when the tests die.</summary>
internal sealed partial class StandaloneCluster : IDisposable
{
    // For machines that are very busy: a start takes some four seconds.
    private static readonly TimeSpan _startTimeout = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder;
    private readonly List<GuardedProcess> _processes = [];

    private StandaloneCluster(SparkDistribution spark, ClusterOptions options)
    {
        (Spark, Options) = (spark, options);
        _folder = new TemporaryFolder();
        Settings = new SparkSettings(spark, _folder.Path, options.Settings);
    }

    /// <summary>Its version.</summary>
    public SparkDistribution Spark { get; }

    /// <summary>Its size.</summary>
    public ClusterOptions Options { get; }

    /// <summary>The environment and settings of its processes, good for what is submitted to it too.</summary>
    public SparkSettings Settings { get; }

    /// <summary>What <c>--master</c> takes.</summary>
    public string MasterUrl { get; private set; } = "";

    /// <summary>Starts one, and waits until all its workers are registered.</summary>
    public static StandaloneCluster Start(SparkDistribution spark, ClusterOptions? options = null)
    {
        var cluster = new StandaloneCluster(spark, options ?? new ClusterOptions());
        try
        {
            cluster.Start();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Runs spark-submit with this cluster as its master.</summary>
    public ProgramResult Submit(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? timeout = null) =>
        ProgramRun.Run([Spark.Script("spark-submit"), "--master", MasterUrl, .. arguments], Settings.Environment(environment), _folder.Path, timeout);

    /// <summary>Runs a program that finds this cluster's Spark and settings in its environment.</summary>
    public ProgramResult Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? timeout = null) =>
        ProgramRun.Run(command, Settings.Environment(environment), _folder.Path, timeout);

    /// <summary>The stderr of every executor, in which the worker's lines are, of one application or of all so far.</summary>
    public IReadOnlyList<string> ExecutorLogs(string? applicationId = null) => Logs((applicationId ?? "app-*") + "/*/stderr");

    /// <summary>The stdout of a driver that ran on this cluster, or of all: deploy mode cluster.</summary>
    public IReadOnlyList<string> DriverOutputs(string? driverId = null) => Logs((driverId ?? "driver-*") + "/stdout");

    /// <summary>Ends all of it.</summary>
    public void Dispose()
    {
        foreach (GuardedProcess process in _processes)
        {
            process.Dispose();
        }

        _folder.Dispose();
    }

    private void Start()
    {
        MasterUrl = StartDaemon(["org.apache.spark.deploy.master.Master"], Host(0), MasterStarted()).Groups[1].Value;
        for (int worker = 0; worker < Options.Workers; worker++)
        {
            string[] size = ["--cores", Text(Options.CoresPerWorker), "--memory", Text(Options.MemoryPerWorker) + "m"];
            StartDaemon(["org.apache.spark.deploy.worker.Worker", .. size, "--work-dir", WorkFolder(worker), MasterUrl], Host(worker), WorkerRegistered());
        }
    }

    private Match StartDaemon(string[] daemon, string host, Regex ready)
    {
        string[] addresses = ["--host", host, "--port", "0", "--webui-port", "0"];
        Dictionary<string, string> environment = Settings.Environment(new Dictionary<string, string> { ["SPARK_LOCAL_IP"] = host, ["SPARK_LOCAL_HOSTNAME"] = host });
        var process = GuardedProcess.Start([Spark.Script("spark-class"), daemon[0], .. addresses, .. daemon[1..]], environment, _folder.Path);
        _processes.Add(process);
        return process.Error.WaitFor(ready, _startTimeout) ?? throw new InvalidOperationException($"{process.Command}\nwas not ready within {_startTimeout.TotalSeconds:0} s.\n{process.Describe()}");
    }

    private List<string> Logs(string pattern)
    {
        // The pattern's parts are Spark's own folder names: application or driver, then the executor's number.
        string[] parts = pattern.Split('/');
        IEnumerable<string> folders = Enumerable.Range(0, Options.Workers).Select(WorkFolder).Where(Directory.Exists);
        foreach (string part in parts[..^1])
        {
            folders = folders.SelectMany(folder => Directory.EnumerateDirectories(folder, part));
        }

        return [.. folders.Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, parts[^1])).Where(File.Exists).Select(Read)];
    }

    // Executors still write to it.
    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private string WorkFolder(int worker) => _folder["work-" + Text(worker)];

    // All of these are this machine's loopback interface.
    private string Host(int node) => "127.0.0." + Text(Options.SeparateHosts ? node + 1 : 1);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Starting Spark master at (spark://127\.0\.0\.1:\d+)")]
    private static partial Regex MasterStarted();

    [GeneratedRegex("Successfully registered with master")]
    private static partial Regex WorkerRegistered();
}
