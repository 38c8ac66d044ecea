using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Ner;

namespace SparkNer.IntegrationTests.Ner;

/// <summary>The lines that docs show to users of PySpark.</summary>
public sealed class PySparkTests
{
    [SparkTheory("python3"), EachSpark]
    public void A_function_from_a_file_works_in_pyspark(string version)
    {
        using var folder = new TemporaryFolder();
        SparkDistribution spark = SparkDistributions.Of(version);
        var settings = new SparkSettings(spark, folder.Path, new Dictionary<string, string> { ["spark.master"] = "local[2]" });
        UdfExport.Write(Golden.DefaultModel, folder["ner.json"], new NerOptions { WorkerExecutable = SparkNerProgram.Built });
        Dictionary<string, string> environment = settings.Environment(new Dictionary<string, string>
        {
            ["PYTHONPATH"] = string.Join(Path.PathSeparator, spark.PythonPath),
        });
        string script = Path.Combine(Golden.RepositoryRoot, "tests", "SparkNer.IntegrationTests", "Ner", "ner_udf.py");

        ProgramResult result = ProgramRun.Run([Tools.Find("python3")!, script, folder["ner.json"]], environment, folder.Path).EnsureSuccess();

        Assert.Equal("""[[1, ["John Smith", "New York"]], [2, []]]""", result.Out.Trim());
    }
}
