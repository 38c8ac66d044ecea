using System.Text.Json.Nodes;
using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary>The function in PySpark, by the files of <c>sparkner udf</c> and the lines of the documentation.</summary>
[Collection(SparkClusters.Collection)]
public sealed class PySparkTests : IDisposable
{
    private const string Program =
        """
        import base64, json, shutil, sys
        from pyspark.sql import SparkSession
        spark = SparkSession.builder.getOrCreate(); sc = spark.sparkContext

        u = json.load(open("ner.json")); jvm, js = sc._jvm, spark._jsparkSession
        pb = jvm.org.apache.spark.api.python.PythonRDD.setupBroadcast(shutil.copy("ner.json.model", "ner.broadcast"))
        b = sc._jsc.broadcast(pb); pb.setBroadcastId(b.id())
        f = jvm.org.apache.spark.api.python.SimplePythonFunction(bytearray(base64.b64decode(u["command"])), {}, [], u["executable"], u["pythonVerPrefix"] + spark.version, [b], None)
        more = [[], []] if spark.version >= "4.3" else []
        udf = jvm.org.apache.spark.sql.execution.python.UserDefinedPythonFunction(u["name"], f, js.parseDataType(u["returnType"]), u["evalType"], u["deterministic"], *more)
        js.udf().registerPython("ner", udf)

        spark.read.parquet(sys.argv[1]).createOrReplaceTempView("docs")
        query = "select id, text, a.document, a.token, a.ner, a.ner_chunk, a.error as ner_error from (select id, text, ner(text) as a from docs)"
        spark.sql(query).write.parquet("out")
        """;

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
        string program = _folder.Write("job.py", Program);
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
}
