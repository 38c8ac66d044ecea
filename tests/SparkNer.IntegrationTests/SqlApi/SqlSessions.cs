using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>A local session of each version, started when it is first asked for and shared by the tests of the API.</summary>
public sealed class SqlSessions : IDisposable
{
    /// <summary>The collection that shares it.</summary>
    public const string Name = "Spark's API";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, SparkSession> _sessions = [];

    /// <summary>The session of a version.</summary>
    public SparkSession Get(string version)
    {
        if (_sessions.TryGetValue(version, out SparkSession? session))
        {
            return session;
        }

        SparkDistribution spark = SparkDistributions.Of(version);
        string folder = Path.Combine(_folder.Path, version);
        Directory.CreateDirectory(folder);
        var settings = new SparkSettings(spark, folder, new Dictionary<string, string>
        {
            ["spark.sql.session.timeZone"] = "UTC",
            ["spark.sql.shuffle.partitions"] = "1",
            ["spark.ui.showConsoleProgress"] = "false",
        });
        var options = new SparkOptions { Master = "local[1]" };
        DriverJvm jvm = DriverJvm.Start(SparkInstallation.At(spark.Home), new DriverJvmOptions
        {
            Master = options.Master,
            Environment = settings.Environment().ToDictionary(p => p.Key, p => (string?)p.Value),
            Log = TextWriter.Null,
        });
        return _sessions[version] = SparkStart.Session(JavaGateway.Connect(jvm), jvm, options);
    }

    /// <summary>A new empty folder.</summary>
    public string Folder(string version, string name)
    {
        string path = Path.Combine(_folder.Path, version, name);
        Directory.CreateDirectory(path);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SparkSession session in _sessions.Values)
        {
            session.Dispose();
        }

        _folder.Dispose();
    }
}

/// <summary>One after the other, with one session a version.</summary>
[CollectionDefinition(SqlSessions.Name)]
public sealed class SqlSessionsCollection : ICollectionFixture<SqlSessions>;
