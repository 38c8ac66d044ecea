using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests;

/// <summary>A cluster whose nodes authenticate and encrypt all that they send and store, and which runs slow tasks a second time.</summary>
[Collection(SparkClusters.Collection)]
public sealed class SecuredClusterTests(SparkSessions sessions, TestCorpus corpus) : IDisposable
{
    private const string SlowHost = "127.0.0.2";

    // Longer than any test: whoever waited for it would fail by its own limit.
    private const int SlowMilliseconds = 3_600_000;

    private static readonly ClusterOptions _options = new()
    {
        SeparateHosts = true,
        Settings = new Dictionary<string, string>
        {
            ["spark.authenticate"] = "true",
            ["spark.authenticate.secret"] = "of-the-tests",
            ["spark.network.crypto.enabled"] = "true",
            ["spark.io.encryption.enabled"] = "true",
            ["spark.speculation"] = "true",
            ["spark.speculation.interval"] = "100ms",
            ["spark.speculation.multiplier"] = "1.1",
            ["spark.speculation.quantile"] = "0.1",

            // Or a quick machine gives all tasks to the host that came first, or to the one that has the rows: none is slow then.
            ["spark.cores.max"] = "4",
            ["spark.scheduler.minRegisteredResourcesRatio"] = "1.0",
            ["spark.scheduler.maxRegisteredResourcesWaitingTime"] = "120s",
            ["spark.locality.wait"] = "0s",
        },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkTheory, EachSpark]
    public void Neither_secrets_nor_a_task_that_runs_twice_changes_a_value(string version)
    {
        sessions.Stop();
        using StandaloneCluster cluster = StandaloneCluster.Start(SparkDistributions.Of(version), _options);
        SparkSession spark = sessions.OnCluster(cluster);
        using (NerModel ner = TestNer.Load(spark))
        {
            DataFrame rows = spark.Read().Parquet(corpus.Small("parquet")).Repartition(8);
            ner.Transform(rows).Write().Parquet(_folder["plain"]);

            // On one of the hosts some rows take forever, amid a task that has already sent others to the worker.
            string slow = $"CASE WHEN id % 20 = 7 AND reflect('java.lang.System', 'getenv', 'SPARK_LOCAL_IP') = '{SlowHost}' "
                + $"THEN reflect('java.lang.Thread', 'sleep', {SlowMilliseconds}L) = 'null' ELSE true END";
            ner.Transform(rows.Where(Expr(slow))).Write().Parquet(_folder["slow"]);
        }

        sessions.Stop();
        Assert.Contains("as speculatable", sessions.Log.ToString(), StringComparison.Ordinal);
        foreach (string output in new[] { "plain", "slow" })
        {
            AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(), _folder[output] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
        }
    }
}
