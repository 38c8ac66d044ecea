using SparkNer.IntegrationTests.Support;
using SparkNer.Spark;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Sql;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>From nothing to a session and back.</summary>
[Collection(SqlSessions.Name)]
public sealed class BuilderTests
{
    [SparkTheory, EachSpark]
    public void The_builder_starts_Spark_and_gives_the_running_session_again(string version)
    {
        using var folder = new TemporaryFolder();
        Assert.Null(SparkSession.GetActiveSession());
        SparkSession spark = Builder(version, folder.Path).AppName("from nothing").Config("spark.sql.shuffle.partitions", 3).GetOrCreate();
        try
        {
            Assert.Same(spark, SparkSession.Active());
            Assert.Equal("from nothing", spark.SparkContext.AppName);
            Assert.Equal("3", spark.Conf().Get("spark.sql.shuffle.partitions"));
            Assert.Same(spark, SparkSession.Builder().Config("spark.sql.shuffle.partitions", 5).Config("spark.app.name", "ignored").GetOrCreate());
            Assert.Equal("5", spark.Conf().Get("spark.sql.shuffle.partitions"));
            string file = folder.Write("shipped.txt", "x");
            spark.SparkContext.AddFile(file);
            Assert.StartsWith(SparkFiles.GetRootDirectory(), SparkFiles.Get("shipped.txt"), StringComparison.Ordinal);
            Assert.Equal(2, spark.Range(2).Count());
        }
        finally
        {
            spark.Stop();
        }

        Assert.Null(SparkSession.GetActiveSession());
        Assert.Throws<InvalidOperationException>(SparkSession.Active);
    }

    [SparkFact]
    public void A_folder_without_Spark_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(folder.Path, Assert.Throws<SparkSetupException>(() => SparkSession.Builder().SparkHome(folder.Path).GetOrCreate()).Message, StringComparison.Ordinal);
    }

    private static Builder Builder(string version, string folder) => SparkSession.Builder()
        .SparkHome(SparkDistributions.Of(version).Home)
        .Master("local[1]")
        .Config("spark.ui.enabled", false)
        .Config("spark.local.dir", folder)
        .Config("spark.sql.warehouse.dir", Path.Combine(folder, "warehouse"))
        .Config("spark.driver.host", "127.0.0.1")
        .Config(new Dictionary<string, string> { ["spark.driver.bindAddress"] = "127.0.0.1" })
        .SubmitArguments("--driver-memory", "1g")
        .Log(TextWriter.Null);
}
