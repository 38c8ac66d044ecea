using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.Support;

/// <summary>
/// The session that tests share as long as they ask for the same Spark, master and settings: a driver in this process, with a JVM of its own. There is one at a
/// time, so tests are ordered by version.
/// </summary>
public sealed class SparkSessions : IDisposable
{
    private string _key = "";
    private SparkSession? _session;
    private TemporaryFolder? _folder;

    /// <summary>What the driver's JVM has written since the session was started.</summary>
    internal StringWriter Log { get; private set; } = new();

    /// <summary>A session with a local master.</summary>
    internal SparkSession Local(string version, IReadOnlyDictionary<string, string>? settings = null, int slots = 2) =>
        Get(SparkDistributions.Of(version), $"local[{slots}]", settings);

    /// <summary>A session on a cluster, whose executors get the program by <c>--archives</c>.</summary>
    internal SparkSession OnCluster(StandaloneCluster cluster, IReadOnlyDictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string>(cluster.Options.Settings) { ["spark.archives"] = SparkNerProgram.Archive + "#sparkner" };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        return Get(cluster.Spark, cluster.MasterUrl, all);
    }

    /// <summary>Stops the session that runs: the next one is a new one.</summary>
    public void Stop()
    {
        (SparkSession? session, TemporaryFolder? folder) = (_session, _folder);
        (_session, _folder, _key) = (null, null, "");
        session?.Dispose();
        folder?.Dispose();
    }

    /// <summary>Stops the session.</summary>
    public void Dispose() => Stop();

    private SparkSession Get(SparkDistribution spark, string master, IReadOnlyDictionary<string, string>? settings)
    {
        settings ??= new Dictionary<string, string>();
        string key = string.Join('\n', settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}").Prepend(master).Prepend(spark.Name));
        if (_session is not null && key == _key)
        {
            return _session;
        }

        Stop();
        _folder = new TemporaryFolder();
        Log = new StringWriter();
        using (new ProcessEnvironment(new SparkSettings(spark, _folder.Path, settings).Environment()))
        {
            try
            {
                _session = SparkSession.Builder().SparkHome(spark.Home).Master(master).AppName("tests").Log(TextWriter.Synchronized(Log)).GetOrCreate();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Spark {spark.Name} did not start on {master}: {e.Message}\n{Log}", e);
            }
        }

        _key = key;
        return _session;
    }
}
