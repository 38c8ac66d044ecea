using SparkNer.IntegrationTests.Support;
using SparkNer.Onnx;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Sql;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests;

/// <summary>What goes wrong says in its first line what to do.</summary>
[Collection(SparkClusters.Collection)]
public sealed class ErrorTests(SparkSessions sessions)
{
    // Bytes that are no UTF-8, which a cast from binary lets through.
    private const string BrokenRows =
        "SELECT * FROM VALUES (1, 'Anna Schmidt'), (2, cast(unhex('416e6e61c328') AS string)), (3, 'Berlin') AS docs(id, text)";

    [SparkTheory, EachSpark]
    public void A_broken_row_gets_its_reason_and_its_neighbours_their_annotations(string version)
    {
        SparkSession spark = sessions.Local(version);
        using NerModel ner = TestNer.Load(spark);
        List<Row> rows = [.. ner.Transform(spark.Sql(BrokenRows).Coalesce(1)).Select(Col("id"), Expr("size(token)"), Col("ner_error")).OrderBy(Col("id")).Collect()];
        Assert.Equal([2, 0, 1], rows.Select(r => r.GetAs<int>(1)));
        Assert.Null(rows[0].Get(2));
        Assert.Contains("UTF-8", rows[1].GetAs<string>(2), StringComparison.Ordinal);
        Assert.Null(rows[2].Get(2));
    }

    [SparkTheory, EachSpark]
    public void A_broken_row_ends_the_job_if_it_shall_and_the_first_line_names_row_and_reason(string version)
    {
        SparkSession spark = sessions.Local(version);
        using NerModel ner = TestNer.Load(spark, new NerOptions { OnError = NerErrorAction.Fail });
        JavaException exception = Assert.Throws<JavaException>(() => ner.Transform(spark.Sql(BrokenRows).Coalesce(1)).Collect().Count());
        string first = exception.Message.Split('\n')[0];
        Assert.Contains("UTF-8", first, StringComparison.Ordinal);
        Assert.Contains("row", first, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_column_that_is_not_there_is_named(string version)
    {
        SparkSession spark = sessions.Local(version);
        using NerModel ner = TestNer.Load(spark);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => ner.Transform(spark.Sql("SELECT 1 AS id, 'Anna' AS body"), "bdoy"));
        string first = exception.Message.Split('\n')[0];
        Assert.Contains("bdoy", first, StringComparison.Ordinal);
        Assert.Contains("body", first, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_model_that_is_not_there_is_named(string version)
    {
        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => TestNer.Load(sessions.Local(version), model: "/nowhere/model"));
        Assert.Contains("/nowhere/model", exception.Message.Split('\n')[0], StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void A_worker_that_is_not_there_is_named(string version)
    {
        SparkSession spark = sessions.Local(version);
        using NerModel ner = TestNer.Load(spark, new NerOptions { WorkerExecutable = "/nowhere/sparkner" });
        JavaException exception = Assert.Throws<JavaException>(() => ner.Transform(spark.Sql("SELECT 1 AS id, 'Anna' AS text")).Collect().Count());
        Assert.Contains("/nowhere/sparkner", exception.Message.Split('\n')[0], StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void An_executor_without_memory_for_the_model_names_the_setting(string version)
    {
        SparkSession spark = sessions.Local(version, new Dictionary<string, string> { ["spark.executor.pyspark.memory"] = "64m" });
        using NerModel ner = TestNer.Load(spark);
        JavaException exception = Assert.Throws<JavaException>(() => ner.Transform(spark.Sql("SELECT 1 AS id, 'Anna' AS text")).Collect().Count());
        Assert.Matches("too little memory for the model '.+spark.executor.pyspark.memory sets 64 MiB aside; raise it", exception.Message.Split('\n')[0]);
    }

    [SparkTheory, EachSpark]
    public void A_master_that_is_not_there_is_named(string version)
    {
        SparkDistribution spark = SparkDistributions.Of(version);
        using var folder = new TemporaryFolder();
        using var environment = new ProcessEnvironment(new SparkSettings(spark, folder.Path).Environment());
        Exception exception = Assert.ThrowsAny<Exception>(() => SparkSession.Builder().SparkHome(spark.Home).Master("nothing").Log(TextWriter.Null).GetOrCreate());
        Assert.Contains("aster", exception.Message.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.4.4")]
    [InlineData("2.4.8")]
    [InlineData("4.4.0")]
    public void An_unsupported_version_is_refused_before_anything_is_started(string version)
    {
        sessions.Stop();
        using var folder = new TemporaryFolder();
        folder.Write($"jars/spark-core_2.13-{version}.jar", "");
        folder.Write("bin/spark-submit", "#!/bin/sh\necho started >&2\nexit 9\n");
        SparkSetupException exception = Assert.Throws<SparkSetupException>(() => SparkSession.Builder().SparkHome(folder.Path).Master("local[1]").GetOrCreate());
        Assert.Contains(version, exception.Message, StringComparison.Ordinal);
        Assert.Contains(SparkVersion.Supported, exception.Message, StringComparison.Ordinal);
    }
}
