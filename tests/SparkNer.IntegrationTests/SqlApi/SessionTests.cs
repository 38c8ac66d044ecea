using SparkNer.IntegrationTests.Support;
using SparkNer.Spark;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Transfer;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>The session, its settings, its application.</summary>
[Collection(SqlSessions.Name)]
public sealed class SessionTests(SqlSessions sessions)
{
    [SparkTheory, EachSpark]
    public void Settings_are_set_read_and_taken_back(string version)
    {
        RuntimeConfig conf = sessions.Get(version).Conf();
        Assert.Equal(version, sessions.Get(version).Version());
        conf.Set("spark.sql.ansi.enabled", true);
        Assert.Equal("true", conf.Get("spark.sql.ansi.enabled"));
        conf.Unset("spark.sql.ansi.enabled");
        conf.Set("spark.sql.execution.arrow.maxRecordsPerBatch", 77);
        Assert.Equal("77", conf.Get("spark.sql.execution.arrow.maxRecordsPerBatch", "1"));
        conf.Unset("spark.sql.execution.arrow.maxRecordsPerBatch");
        Assert.Null(conf.Get("spark.no.such.setting", null));
        Assert.Equal("x", conf.Get("spark.no.such.setting", "x"));
        Assert.Throws<JavaException>(() => conf.Get("spark.no.such.setting"));
        Assert.True(conf.IsModifiable("spark.sql.ansi.enabled"));
        Assert.False(conf.IsModifiable("spark.sql.warehouse.dir"));
    }

    [SparkTheory, EachSpark]
    public void Artifact_isolation_is_off_where_there_is_such_a_thing(string version)
    {
        SparkConf conf = sessions.Get(version).SparkContext.GetConf();
        Assert.Equal(version[0] == '3' ? null : "false", conf.Get("spark.sql.artifact.isolation.enabled", null));
        Assert.Equal("local[1]", conf.Get("spark.master"));
        Assert.True(conf.Contains("spark.app.name"));
        Assert.Equal("local[1]", conf.GetAll()["spark.master"]);
    }

    [SparkTheory, EachSpark]
    public void A_new_session_has_views_and_settings_of_its_own(string version)
    {
        SparkSession spark = sessions.Get(version);
        using (SparkSession other = spark.NewSession())
        {
            other.Range(3).CreateOrReplaceTempView("mine");
            other.Conf().Set("spark.sql.shuffle.partitions", 3);
            Assert.True(other.Catalog.TableExists("mine"));
            Assert.Equal(other.SparkContext.ApplicationId, spark.SparkContext.ApplicationId);
        }

        Assert.False(spark.Catalog.TableExists("mine"));
        Assert.Equal("1", spark.Conf().Get("spark.sql.shuffle.partitions"));
        Assert.Equal([2L, 4L], spark.Range(2, 6, 2).Collect().Select(r => r.GetAs<long>(0)));
        Assert.Equal(5, spark.Range(5).Count());
        Assert.Equal(3, spark.Range(0, 9, 1, 3).NumPartitions());
    }

    [SparkTheory, EachSpark]
    public void SQL_takes_parameters_by_name(string version)
    {
        Row row = sessions.Get(version).Sql(
            "SELECT :a + 1 AS a, :b AS b, :c IS NULL AS c, :d AS d",
            new Dictionary<string, object?> { ["a"] = 41, ["b"] = "it's", ["c"] = null, ["d"] = new DateOnly(2024, 2, 29) }).First();
        Assert.Equal("[42,it's,true,2024-02-29]", row.ToString());
    }

    [SparkTheory, EachSpark]
    public void Columns_of_values_of_each_simple_type_are_made(string version)
    {
        SparkSession spark = sessions.Get(version);
        Assert.Equal(["[a]", "[null]"], spark.CreateDataFrame(["a", null]).Collect().Select(r => r.ToString()));
        Assert.Equal("root\n |-- _1: integer (nullable = false)\n", spark.CreateDataFrame([1, 2]).TreeString());
        Assert.Equal(3, spark.CreateDataFrame([1L, 2L]).Agg(Sum("_1")).First().GetAs<long>(0));
        Assert.Equal(1.5, spark.CreateDataFrame([1.5]).First()[0]);
        Assert.Equal(true, spark.CreateDataFrame([true]).First()[0]);
        Assert.Equal(0, spark.CreateDataFrame(System.Array.Empty<GenericRow>(), new StructType(new StructField("x", new StringType()))).Count());
        Assert.Throws<ArgumentException>(() => spark.CreateDataFrame(System.Array.Empty<Row>()));
    }

    [SparkTheory, EachSpark]
    public void The_application_ships_files_and_knows_itself(string version)
    {
        SparkSession spark = sessions.Get(version);
        SparkContext context = spark.SparkContext;
        Assert.StartsWith("local-", context.ApplicationId, StringComparison.Ordinal);
        Assert.Equal("local[1]", context.Master);
        Assert.True(context.IsLocal);
        Assert.Equal(1, context.DefaultParallelism);
        Assert.Equal(version, context.Version);
        Assert.NotEmpty(context.AppName);
        Assert.Null(context.UiWebUrl);
        string folder = sessions.Folder(version, "files");
        File.WriteAllText($"{folder}/shipped.txt", "content");
        context.AddFile($"{folder}/shipped.txt");
        string path = (string)spark.Gateway.CallStatic("org.apache.spark.SparkFiles", "get", "shipped.txt")!;
        Assert.Equal("content", File.ReadAllText(path));
        System.IO.Compression.ZipFile.CreateFromDirectory(folder, $"{folder}.zip");
        context.AddArchive($"{folder}.zip#unpacked");
        Assert.True(Directory.Exists((string)spark.Gateway.CallStatic("org.apache.spark.SparkFiles", "get", "unpacked")!));
        context.SetLogLevel("ERROR");
        context.SetCheckpointDir(sessions.Folder(version, "checkpoints"));
        using JavaBroadcast broadcast = context.Broadcast(new byte[] { 1, 2, 3 });
        Assert.True(broadcast.Id >= 0);
        broadcast.Destroy();
    }

    [SparkTheory, EachSpark]
    public void Job_groups_belong_to_a_thread_and_are_cancelled_from_another(string version)
    {
        SparkSession spark = sessions.Get(version);
        SparkContext context = spark.SparkContext;
        context.SetLocalProperty("spark.test.mine", "here");
        Exception? thrown = null;
        string? elsewhere = "unset";
        using var started = new ManualResetEventSlim();
        var job = new Thread(() =>
        {
            elsewhere = context.GetLocalProperty("spark.test.mine");
            context.SetJobGroup("slow", "a job that waits", interruptOnCancel: true);
            context.SetJobDescription("waits");
            started.Set();
            thrown = Record.Exception(() => spark.Range(1L << 60).Where(Col("id") + Rand() < -1).Count());
        });
        job.Start();
        started.Wait();

        // Until the job is there, there is nothing to cancel.
        while (job.IsAlive)
        {
            context.CancelJobGroup("slow");
            job.Join(100);
        }

        Assert.Null(elsewhere);
        Assert.Equal("here", context.GetLocalProperty("spark.test.mine"));
        Assert.Contains("cancel", Assert.IsType<JavaException>(thrown).ToString(), StringComparison.OrdinalIgnoreCase);
        context.SetLocalProperty("spark.test.mine", null);
        context.SetJobDescription(null);
        context.ClearJobGroup();
        context.CancelAllJobs();
        Assert.Equal(1, spark.Range(1).Count());
    }

    [SparkTheory, EachSpark]
    public void Java_functions_are_registered_or_refused_by_name(string version)
    {
        UdfRegistration udf = sessions.Get(version).Udf();
        Assert.Contains("no.such.Class", Assert.Throws<JavaException>(() => udf.RegisterJava("f", "no.such.Class")).ToString(), StringComparison.Ordinal);
        Assert.Contains("no.such.Class", Assert.Throws<JavaException>(() => udf.RegisterJava("f", "no.such.Class", new IntegerType())).ToString(), StringComparison.Ordinal);
        Assert.Contains("no.such.Class", Assert.Throws<JavaException>(() => udf.RegisterJavaUDAF("f", "no.such.Class")).ToString(), StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Functions_of_our_worker_are_planned_as_Spark_plans_Arrow_functions(string version)
    {
        SparkSession spark = sessions.Get(version);
        var definition = new PythonFunctionDefinition
        {
            Name = "tag",
            Command = new byte[] { 1, 2, 3 },
            ReturnType = new ArrayType(new StructType(new StructField("begin", new IntegerType(), false)), false),
            Executable = "/nowhere/sparkner",
            IsDeterministic = false,
        };
        SparkFunction function = spark.PythonFunctions.Create(definition);
        DataFrame frame = spark.Range(2).SelectExpr("id", "'x' AS text");
        DataFrame tagged = frame.Select(function.Apply(Col("text")).As("tags"));
        Assert.Equal(definition.ReturnType, tagged.Schema()["tags"].DataType);
        Assert.Contains("ArrowEvalPython [tag(", tagged.ExplainString(), StringComparison.Ordinal);
        function.Register("tag");
        frame.CreateOrReplaceTempView("texts");
        Assert.Contains("ArrowEvalPython", spark.Sql("SELECT tag(text)[0].begin FROM texts").ExplainString(), StringComparison.Ordinal);
        var whole = new StructType(new StructField("id", new LongType(), false), new StructField("n", new IntegerType()));
        SparkFunction map = spark.PythonFunctions.Create(definition with { EvalType = EvalType.MapInArrow, ReturnType = whole });
        DataFrame mapped = frame.Select(Col("id").As("same"), Col("text").As("same")).MapInArrow(map);
        Assert.Equal(whole.SimpleString, mapped.Schema().SimpleString);
        Assert.Contains("MapInArrow", mapped.ExplainString(), StringComparison.Ordinal);
        if (version[0] == '3')
        {
            Assert.Throws<NotSupportedException>(() => function.ApplyNamed(("text", Col("text"))));
        }
        else
        {
            Assert.Contains("text =>", frame.Select(function.ApplyNamed(("text", Col("text")))).ExplainString("extended"), StringComparison.Ordinal);
        }

        // What Spark says when it cannot start the program.
        Assert.Contains("/nowhere/sparkner", Assert.Throws<JavaException>(() => tagged.Collect()).ToString(), StringComparison.Ordinal);
        spark.Conf().Set("spark.sql.execution.pyspark.python", "python3");
        Assert.Contains("spark.sql.execution.pyspark.python", Assert.Throws<InvalidOperationException>(() => spark.PythonFunctions.Create(definition)).Message, StringComparison.Ordinal);
        spark.Conf().Unset("spark.sql.execution.pyspark.python");
    }
}
