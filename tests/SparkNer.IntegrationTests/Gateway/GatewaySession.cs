using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;

namespace SparkNer.IntegrationTests.Gateway;

/// <summary>A local session of one version in a JVM of its own, by nothing but the gateway.</summary>
public sealed class GatewaySession : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Starts the JVM and the session.</summary>
    public GatewaySession(string version, params (string Key, string Value)[] conf)
    {
        SparkDistribution spark = SparkDistributions.Of(version);
        var settings = new SparkSettings(spark, _folder.Path, conf.ToDictionary(c => c.Key, c => c.Value));
        Jvm = DriverJvm.Start(SparkInstallation.At(spark.Home), new DriverJvmOptions
        {
            Master = "local[2]",
            Environment = settings.Environment().ToDictionary(p => p.Key, p => (string?)p.Value),
            Log = TextWriter.Null,
        });
        Gateway = JavaGateway.Connect(Jvm);
        using JavaObject sparkConf = Gateway.New("org.apache.spark.SparkConf", true);
        sparkConf.Call<JavaObject>("setAppName", "gateway").Dispose();
        JavaContext = Gateway.New("org.apache.spark.api.java.JavaSparkContext", sparkConf);
        Context = JavaContext.Call<JavaObject>("sc");
        string type = spark.Version.Major < 4 ? "org.apache.spark.sql.SparkSession" : "org.apache.spark.sql.classic.SparkSession";
        Spark = Gateway.New(type, Context, Gateway.HashMap());
        Gateway.CallStatic(type, "setActiveSession", Spark);
    }

    /// <summary>The JVM.</summary>
    public DriverJvm Jvm { get; }

    /// <summary>The way to it.</summary>
    public JavaGateway Gateway { get; }

    /// <summary>The <c>JavaSparkContext</c>.</summary>
    public JavaObject JavaContext { get; }

    /// <summary>The <c>SparkContext</c>.</summary>
    public JavaObject Context { get; }

    /// <summary>The <c>SparkSession</c>.</summary>
    public JavaObject Spark { get; }

    /// <summary>A query.</summary>
    public JavaObject Sql(string text) => Spark.Call<JavaObject>("sql", text, Gateway.HashMap());

    /// <summary>Ends the JVM.</summary>
    public void Dispose()
    {
        JavaContext.Call("stop");
        Gateway.Dispose();
        Jvm.Dispose();
        _folder.Dispose();
    }
}

/// <summary>A session of each version, started when it is first asked for and shared by the tests.</summary>
public sealed class GatewaySessions : IDisposable
{
    private readonly Dictionary<string, GatewaySession> _sessions = [];

    /// <summary>The session of a version.</summary>
    public GatewaySession this[string version] => _sessions.TryGetValue(version, out GatewaySession? known) ? known : _sessions[version] = new GatewaySession(version);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GatewaySession session in _sessions.Values)
        {
            session.Dispose();
        }
    }
}
