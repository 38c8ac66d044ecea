using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests;

/// <summary>Settings of Spark's that change how a worker is started and spoken to change no value.</summary>
[Collection(SparkClusters.Collection)]
public sealed class SettingsTests(SparkSessions sessions, TestCorpus corpus) : IDisposable
{
    private const string BatchSetting = "spark.sql.execution.arrow.maxRecordsPerBatch";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SparkTheory]
    [EachSpark("spark.python.worker.reuse", "false")]
    [EachSpark("spark.python.use.daemon", "false")]
    [EachSpark("spark.python.unix.domain.socket.enabled", "true", From = "4.1")]
    public void A_setting_of_workers_changes_no_value(string version, string name, string value) =>
        AssertSame(sessions.Local(version, new Dictionary<string, string> { [name] = value }), partitions: 3);

    [SparkTheory]
    [EachSpark("1")]
    [EachSpark("7")]
    [EachSpark("100000")]
    public void The_size_of_batches_changes_no_value(string version, string size)
    {
        SparkSession spark = sessions.Local(version);
        spark.Conf().Set(BatchSetting, size);
        try
        {
            AssertSame(spark, partitions: 2);
        }
        finally
        {
            spark.Conf().Unset(BatchSetting);
        }
    }

    private void AssertSame(SparkSession spark, int partitions)
    {
        using NerModel ner = TestNer.Load(spark, new NerOptions { MaxRecordsPerBatch = null });
        ner.Transform(spark.Read().Parquet(corpus.Small("parquet")).Repartition(partitions)).Write().Parquet(_folder["out"]);
        AnnotatedFiles.AssertEqual(corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }
}
