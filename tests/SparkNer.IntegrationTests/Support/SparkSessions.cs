using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.Support;

/// <summary>
/// The sessions that tests share as long as they ask for the same master and settings: drivers in this process, each with a JVM of its own. A version has one at
/// a time: the tests of a class take turns between the versions.
/// </summary>
public sealed class SparkSessions : IDisposable
{
    private readonly Dictionary<string, Held> _sessions = [];

    /// <summary>What the JVM of the driver has written whose session was asked for last.</summary>
    internal StringWriter Log { get; private set; } = new();

    /// <summary>A session with a local master.</summary>
    internal SparkSession Local(string version, IReadOnlyDictionary<string, string>? settings = null, int slots = 2) =>
        Get(SparkDistributions.Of(version), $"local[{slots}]", settings ?? new Dictionary<string, string>());

    /// <summary>A session on a cluster, whose executors get the program by <c>--archives</c>.</summary>
    internal SparkSession OnCluster(StandaloneCluster cluster) => Get(
        cluster.Spark,
        cluster.MasterUrl,
        new Dictionary<string, string>(cluster.Options.Settings) { ["spark.archives"] = SparkNerProgram.Archive + "#sparkner" });

    /// <summary>Stops all that run: the next ones are new ones.</summary>
    public void Stop()
    {
        foreach (Held held in _sessions.Values)
        {
            held.Dispose();
        }

        _sessions.Clear();
    }

    /// <summary>Stops all that run.</summary>
    public void Dispose() => Stop();

    private SparkSession Get(SparkDistribution spark, string master, IReadOnlyDictionary<string, string> settings)
    {
        string key = string.Join('\n', settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}").Prepend(master));
        if (_sessions.TryGetValue(spark.Name, out Held? held) && held.Key != key)
        {
            _sessions.Remove(spark.Name);
            held.Dispose();
            held = null;
        }

        if (held is null)
        {
            _sessions.Add(spark.Name, held = Start(spark, master, settings, key));
        }

        Log = held.Log;
        return held.Session;
    }

    private static Held Start(SparkDistribution spark, string master, IReadOnlyDictionary<string, string> settings, string key)
    {
        var folder = new TemporaryFolder();
        var log = new StringWriter();
        using var environment = new ProcessEnvironment(new SparkSettings(spark, folder.Path, settings).Environment());
        try
        {
            // Not by the builder, which gives a process one session.
            return new Held(SparkStart.Session(new SparkOptions { SparkHome = spark.Home, Master = master, Log = TextWriter.Synchronized(log) }), key, log, folder);
        }
        catch (Exception e)
        {
            folder.Dispose();
            throw new InvalidOperationException($"Spark {spark.Name} did not start on {master}: {e.Message}\n{log}", e);
        }
    }

    private sealed record Held(SparkSession Session, string Key, StringWriter Log, TemporaryFolder Folder) : IDisposable
    {
        public void Dispose()
        {
            Session.Dispose();
            Folder.Dispose();
        }
    }
}
