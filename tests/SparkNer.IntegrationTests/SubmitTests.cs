using System.Text.RegularExpressions;
using SparkNer.Files.DuckDb;
using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary><c>sparkner submit annotate</c> and <c>sparkner doctor --spark</c> on real clusters, with the driver here and on the cluster.</summary>
[Collection(SparkClusters.Collection)]
public sealed partial class SubmitTests : IDisposable
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

    [SparkTheory, EachSpark]
    public void It_annotates_with_the_driver_on_the_cluster(string version) => AssertAnnotates(version, "cluster");

    [SparkTheory, EachSpark]
    public void It_fails_when_the_job_fails(string version)
    {
        ProgramResult result = Submit(version, "local", _folder["out"], "--text-column", "txet").EnsureFailure();
        Assert.Contains("txet", FirstError(result), StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void It_fails_when_the_job_fails_on_the_cluster_and_says_where_the_reason_is(string version)
    {
        ProgramResult result = Submit(version, "cluster", _folder["out"], "--text-column", "txet").EnsureFailure();
        Match place = DriverOutput().Match(FirstError(result));
        Assert.True(place.Success, FirstError(result));
        string reason = Assert.Single(_clusters[version].DriverOutputs(place.Groups[1].Value));
        Assert.Matches("error: .*txet", reason);
    }

    [SparkTheory, EachSpark]
    public void It_annotates_with_the_driver_here_and_each_mode_does_to_an_output_that_exists_what_it_says(string version)
    {
        AssertAnnotates(version, "client");
        ProgramResult refused = Submit(version, "local", _folder["out"]).EnsureFailure();
        Assert.Contains("already exists", FirstError(refused), StringComparison.OrdinalIgnoreCase);
        Submit(version, "local", _folder["out"], "--mode", "append").EnsureSuccess();
        Assert.Equal(2 * TestCorpus.SmallCount, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));
        Submit(version, "local", _folder["out"], "--mode", "overwrite").EnsureSuccess();
        Assert.Equal(TestCorpus.SmallCount, AnnotatedFiles.Count(_folder["out"] + "/*.parquet"));
    }

    [SparkTheory, EachSpark]
    public void From_json_to_csv_the_columns_are_those_of_annotate(string version)
    {
        string[] formats = ["--input-format", "json", "--output-format", "csv", "--input", _corpus.Small("jsonl")];
        Submit(version, "local", _folder["out"], formats).EnsureSuccess();
        SparkNerProgram.Run(["annotate", _corpus.Small("jsonl"), "-o", _folder["expected.csv"], "--model", Golden.DefaultModel], _folder.Path).EnsureSuccess();

        // Texts in JSON may be escaped in several ways: what they say is compared.
        const string Query = "SELECT id, CAST(c->'$[*].result' AS VARCHAR), CAST(c->'$[*].begin' AS VARCHAR), ner_error FROM "
            + "(SELECT id, CAST(ner_chunk AS JSON) AS c, coalesce(ner_error, '') AS ner_error FROM read_csv('{0}', header = true, all_varchar = true, quote = '\"', escape = '\"')) ORDER BY CAST(id AS BIGINT)";
        List<string?[]> expected = DuckQuery.Strings(Query.Replace("{0}", _folder["expected.csv"], StringComparison.Ordinal));
        Assert.Equal(TestCorpus.SmallCount, expected.Count);
        Assert.Equal(expected, DuckQuery.Strings(Query.Replace("{0}", _folder["out"] + "/*.csv", StringComparison.Ordinal)));
    }

    [SparkTheory, EachSpark]
    public void From_csv_nulls_and_empty_texts_stay_what_they_are(string version)
    {
        Submit(version, "local", _folder["out"], "--input-format", "csv", "--input", _corpus.Small("csv"), "--input-option", "inferSchema=true").EnsureSuccess();
        AnnotatedFiles.AssertEqual(_corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }

    [SparkTheory, EachSpark]
    public void An_interrupt_ends_the_job_and_its_jvm(string version)
    {
        SparkDistribution spark = SparkDistributions.Of(version);
        var settings = new SparkSettings(spark, _folder.Path);
        string[] where = ["--master", "local[2]", "--spark-home", spark.Home];
        string[] what = ["--input", _corpus.Large, "--output", _folder["out"], "--partitions", "64", "--model", Golden.DefaultModel];

        // A shell starts what it runs in the background deaf to interrupts, and so were the tests and what they start.
        string[] listening = ["env", "--default-signal=INT"];
        using var submit = GuardedProcess.Start([.. listening, SparkNerProgram.Built, "submit", "annotate", .. where, .. what], settings.Environment(), _folder.Path);

        // Spark makes this folder when the first task is about to start.
        Assert.True(SpinWait.SpinUntil(() => submit.HasExited || Directory.Exists(_folder["out/_temporary"]), ProgramRun.DefaultTimeout));
        Assert.NotEmpty(ProcessesWith(_folder.Path));
        submit.Signal("INT");

        Assert.Equal(130, submit.WaitForExit(ProgramRun.DefaultTimeout));
        Assert.Empty(ProcessesWith(_folder.Path));
        Assert.False(File.Exists(_folder["out/_SUCCESS"]));
    }

    [SparkTheory, EachSpark]
    public void Doctor_tries_every_executor(string version)
    {
        StandaloneCluster cluster = _clusters[version];
        string[] where = ["--master", cluster.MasterUrl, "--spark-home", cluster.Spark.Home, "--archive", SparkNerProgram.Archive];
        ProgramResult result = cluster.Run([SparkNerProgram.Built, "doctor", "--spark", .. where, "--model", Golden.DefaultModel]).EnsureSuccess();
        string[] lines = result.Out.Split('\n');
        string heading = lines.Single(l => l.Contains("loaded in", StringComparison.Ordinal) && l.Contains("host", StringComparison.Ordinal));
        string[] executors = [.. lines[(Array.IndexOf(lines, heading) + 1)..].Where(l => l.Trim().Length > 0)];
        Assert.Equal(cluster.Options.Workers, executors.Length);
        Assert.All(executors, line => Assert.StartsWith("ok", line.TrimStart(), StringComparison.Ordinal));
    }

    private void AssertAnnotates(string version, string mode)
    {
        ProgramResult result = Submit(version, mode, _folder["out"]).EnsureSuccess();
        AnnotatedFiles.AssertEqual(_corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
        Assert.Empty(result.Out);
        Assert.Equal(["id", "text", .. TestNer.Columns, "ner_error"], AnnotatedFiles.SparkSchema(_folder["out"] + "/*.parquet")["fields"]!.AsArray().Select(f => (string)f!["name"]!));
    }

    private static string FirstError(ProgramResult result) => result.Error.Split('\n').First(line => line.StartsWith("sparkner: error:", StringComparison.Ordinal));

    // Those that were given a path in their command line, other than the guard of the test.
    private static List<string> ProcessesWith(string path) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), out _)
           let words = Words(folder)
           where words.Contains(path, StringComparison.Ordinal) && words.Contains("java", StringComparison.Ordinal)
           select words,
    ];

    private static string Words(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return "";
        }
    }

    private ProgramResult Submit(string version, string mode, string output, params string[] more)
    {
        StandaloneCluster cluster = _clusters[version];
        string[] program = mode switch
        {
            "local" => ["--master", "local[2]"],
            "client" => ["--master", cluster.MasterUrl, "--archive", SparkNerProgram.Archive],
            _ => ["--master", cluster.MasterUrl, "--deploy-mode", mode, "--program-dir", SparkNerProgram.Unpacked],
        };
        string[] where = ["--spark-home", cluster.Spark.Home, .. program];
        string[] input = more.Contains("--input") ? [] : ["--input", _corpus.Small("parquet")];
        string[] what = [.. input, "--output", output, "--partitions", "3", "--model", Golden.DefaultModel];

        // A user's own Python for PySpark must not be taken for the worker.
        Dictionary<string, string> environment = new() { ["PYSPARK_PYTHON"] = "/bin/false", ["PYSPARK_DRIVER_PYTHON"] = "/bin/false" };
        return cluster.Run([SparkNerProgram.Built, "submit", "annotate", .. where, .. what, .. more], environment);
    }

    [GeneratedRegex("(driver-[0-9-]+)/stdout")]
    private static partial Regex DriverOutput();
}
