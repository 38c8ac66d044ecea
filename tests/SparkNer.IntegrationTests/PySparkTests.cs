using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary>The function in PySpark, by the files of <c>sparkner udf</c> and the lines of the documentation.</summary>
[Collection(SparkClusters.Collection)]
public sealed partial class PySparkTests : IDisposable
{
    private const string Before =
        """
        import sys
        from pyspark.sql import SparkSession
        spark = SparkSession.builder.getOrCreate(); sc = spark.sparkContext
        spark.read.parquet(sys.argv[1]).createOrReplaceTempView("docs")

        """;

    private const string After =
        """

        query = "select id, text, a.document, a.token, a.ner, a.ner_chunk, a.error as ner_error from (select id, text, ner(text) as a from docs)"
        spark.sql(query).write.parquet("out")
        """;

    private const string CopyInDocumentation = "/tmp/ner.broadcast";

    private readonly SparkClusters _clusters;
    private readonly TestCorpus _corpus;
    private readonly TemporaryFolder _folder = new();

    public PySparkTests(SparkClusters clusters, SparkSessions sessions, TestCorpus corpus)
    {
        (_clusters, _corpus) = (clusters, corpus);
        sessions.Stop();
    }

    public void Dispose() => _folder.Dispose();

    [SparkTheory("python3"), EachSpark]
    public void The_lines_of_the_documentation_work(string version)
    {
        StandaloneCluster cluster = _clusters[version];
        SparkNerProgram.Run(["udf", "--model", Golden.DefaultModel, "-o", _folder["ner.json"]], _folder.Path).EnsureSuccess();
        string program = _folder.Write("job.py", Before + DocumentedLines().Replace(CopyInDocumentation, _folder["ner.broadcast"], StringComparison.Ordinal) + After);
        string[] submit = [cluster.Spark.Script("spark-submit"), "--master", cluster.MasterUrl, "--archives", SparkNerProgram.Archive + "#sparkner"];
        string[] settings = ["--conf", "spark.sql.artifact.isolation.enabled=false"];
        ProgramRun.Run([.. submit, .. settings, program, _corpus.Small("parquet")], cluster.Settings.Environment(), _folder.Path).EnsureSuccess();
        AnnotatedFiles.AssertEqual(_corpus.SmallAnnotated(), _folder["out"] + "/*.parquet", TestNer.Columns, ["text", "ner_error"]);
    }

    [Theory]
    [InlineData("./sparkner/sparkner")]
    [InlineData("/opt/my programs/sparkner", "--executable", "/opt/my programs/sparkner")]
    public void The_files_say_which_program_and_which_broadcast(string program, params string[] more)
    {
        SparkNerProgram.Run(["udf", "--model", Golden.DefaultModel, "-o", _folder["ner.json"], .. more], _folder.Path).EnsureSuccess();
        JsonNode description = JsonNode.Parse(File.ReadAllText(_folder["ner.json"]))!;
        Assert.Equal(program, (string?)description["executable"]);
        Assert.True(File.Exists(_folder[(string)description["broadcast"]!]));
    }

    private static string DocumentedLines()
    {
        string page = File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "docs", "spark.md"));
        string lines = Block().Match(page).Groups[1].Value;
        Assert.Contains("registerPython", lines, StringComparison.Ordinal);
        Assert.Contains(CopyInDocumentation, lines, StringComparison.Ordinal);
        return lines;
    }

    [GeneratedRegex(@"^```python\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
