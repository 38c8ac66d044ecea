using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary><c>sparkner submit annotate</c> on real clusters, with the driver here and on the cluster.</summary>
[Collection(SparkClusters.Collection)]
public sealed class SubmitTests : IDisposable
{
    private readonly SparkClusters _clusters;
    private readonly TestCorpus _corpus;
    private readonly TemporaryFolder _folder = new();

    public SubmitTests(SparkClusters clusters, SparkSessions sessions, TestCorpus corpus)
    {
        (_clusters, _corpus) = (clusters, corpus);

        // A session of another test on the cluster would keep all of its cores.
        sessions.Stop();
    }

    public void Dispose() => _folder.Dispose();

    [SparkTheory]
    [EachSpark("client")]
    [EachSpark("cluster")]
    public void It_annotates_with_the_driver_on_either_side(string version, string mode)
    {
        ProgramResult result = Submit(version, mode, _folder["out"]).EnsureSuccess();
        AnnotatedFiles.AssertEqual(_corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
        Assert.Empty(result.Out);
        Assert.Equal(["id", "text", .. TestNer.Columns, "ner_error"], AnnotatedFiles.SparkSchema(_folder["out"] + "/*.parquet")["fields"]!.AsArray().Select(f => (string)f!["name"]!));
    }

    [SparkTheory]
    [EachSpark("client")]
    [EachSpark("cluster")]
    public void It_fails_when_the_job_fails(string version, string mode)
    {
        ProgramResult result = Submit(version, mode, _folder["out"], "--text-column", "txet").EnsureFailure();
        string first = result.Error.Split('\n').First(line => line.StartsWith("sparkner: error:", StringComparison.Ordinal));
        Assert.Contains("txet", first, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Each_mode_does_to_an_output_that_exists_what_it_says(string version)
    {
        Submit(version, "client", _folder["out"]).EnsureSuccess();
        Submit(version, "client", _folder["out"]).EnsureFailure();
        Submit(version, "client", _folder["out"], "--mode", "append").EnsureSuccess();
        Assert.Equal(2 * TestCorpus.SmallCount, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));
        Submit(version, "client", _folder["out"], "--mode", "overwrite").EnsureSuccess();
        Assert.Equal(TestCorpus.SmallCount, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));
    }

    private ProgramResult Submit(string version, string mode, string output, params string[] more)
    {
        StandaloneCluster cluster = _clusters[version];
        string[] program = mode == "cluster" ? ["--program-dir", SparkNerProgram.Unpacked] : ["--archive", SparkNerProgram.Archive];
        string[] where = ["--master", cluster.MasterUrl, "--spark-home", cluster.Spark.Home, "--deploy-mode", mode, .. program];
        string[] what = ["--input", _corpus.Small("parquet"), "--output", output, "--partitions", "3", "--model", Golden.DefaultModel];

        // A user's own Python for PySpark must not be taken for the worker.
        Dictionary<string, string> environment = new() { ["PYSPARK_PYTHON"] = "/bin/false", ["PYSPARK_DRIVER_PYTHON"] = "/bin/false" };
        return cluster.Run([SparkNerProgram.Built, "submit", "annotate", .. where, .. what, .. more], environment);
    }
}
