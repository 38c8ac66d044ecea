using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;

namespace SparkNer.Spark.Sql;

/// <summary>What all sessions of one driver share: the connection to its JVM and the Spark context.</summary>
internal sealed class SparkApplication : IDisposable
{
    private readonly DriverJvm? _jvm;
    private readonly Lock _lock = new();
    private bool _stopped;

    public SparkApplication(JavaGateway gateway, DriverJvm? jvm, JavaObject context, string versionText, SparkVersion version)
    {
        Gateway = gateway;
        _jvm = jvm;
        JavaContext = context;
        VersionText = versionText;
        Version = version;
    }

    public JavaGateway Gateway { get; }

    /// <summary>The <c>JavaSparkContext</c>.</summary>
    public JavaObject JavaContext { get; }

    /// <summary>What Spark calls its version.</summary>
    public string VersionText { get; }

    /// <summary>What it is treated as: for an unknown newer version the newest known one.</summary>
    public SparkVersion Version { get; }

    /// <summary>Variables for the worker processes: one map for the whole application, because Spark starts another process for another map.</summary>
    public IReadOnlyDictionary<string, string> WorkerEnvironment { get; } = new Dictionary<string, string>();

    public bool IsStopped
    {
        get
        {
            lock (_lock)
            {
                return _stopped;
            }
        }
    }

    /// <summary>Stops the context and, if we started it, the JVM. A second call does nothing; a JVM that has ended already is no error.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
        }

        try
        {
            JavaContext.Call("stop");
        }
        catch (GatewayClosedException)
        {
            // Nothing left to stop.
        }
        finally
        {
            Gateway.Dispose();
            _jvm?.Dispose();
        }
    }
}
