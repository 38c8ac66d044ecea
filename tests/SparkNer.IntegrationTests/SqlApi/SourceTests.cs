using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>Reading and writing, at once and as a stream.</summary>
[Collection(SqlSessions.Name)]
public sealed class SourceTests(SqlSessions sessions)
{
    private const string Columns = "id bigint, text string";

    [SparkTheory, EachSpark]
    public void Every_format_is_written_and_read(string version)
    {
        SparkSession spark = sessions.Get(version);
        string folder = sessions.Folder(version, "formats");
        DataFrame frame = spark.Range(3).SelectExpr("id", "concat('text ', id) AS text");
        string[] expected = ["[0,text 0]", "[1,text 1]", "[2,text 2]"];
        frame.Write().Parquet($"{folder}/parquet");
        frame.Write().Json($"{folder}/json");
        frame.Write().Option("header", true).Csv($"{folder}/csv");
        frame.Write().Orc($"{folder}/orc");
        frame.Select("text").Write().Text($"{folder}/text");
        Assert.Equal(expected, Rows(spark.Read().Parquet($"{folder}/parquet")));
        Assert.Equal(expected, Rows(spark.Read().Schema(Columns).Json($"{folder}/json")));
        Assert.Equal(expected, Rows(spark.Read().Option("header", true).Schema(StructType.FromDDL(Columns)).Csv($"{folder}/csv")));
        Assert.Equal(expected, Rows(spark.Read().Orc($"{folder}/orc")));
        Assert.Equal(["[text 0]", "[text 1]", "[text 2]"], Rows(spark.Read().Text($"{folder}/text")));
        Assert.Equal(6, spark.Read().Parquet($"{folder}/parquet", $"{folder}/parquet").Count());
        Assert.Equal(expected, Rows(spark.Read().Format("json").Options(new Dictionary<string, string> { ["multiLine"] = "false" }).Schema(Columns).Load($"{folder}/json")));
        Assert.Equal(6, spark.Read().Format("parquet").Load($"{folder}/parquet", $"{folder}/parquet").Count());
        Assert.Equal(expected, Rows(spark.Read().Option("path", $"{folder}/parquet").Load()));
        frame.Write().Format("json").Option("compression", "gzip").Option("maxRecordsPerFile", 1L).Options([]).Save($"{folder}/zipped");
        Assert.Equal(3, Directory.GetFiles($"{folder}/zipped", "*.json.gz").Length);
        frame.Write().Format("parquet").Option("path", $"{folder}/by-option").Option("ratio", 0.5).Save();
        Assert.Equal(3, spark.Read().Option("ratio", 0.5).Option("n", 1L).Load($"{folder}/by-option").Count());
    }

    [SparkTheory, EachSpark]
    public void Existing_output_is_kept_added_to_or_replaced_as_the_mode_says(string version)
    {
        SparkSession spark = sessions.Get(version);
        string path = $"{sessions.Folder(version, "modes")}/out";
        DataFrame frame = spark.Range(3);
        frame.Write().Parquet(path);
        Assert.Throws<JavaException>(() => frame.Write().Parquet(path));
        Assert.Throws<JavaException>(() => frame.Write().Mode(SaveMode.ErrorIfExists).Parquet(path));
        Assert.Throws<JavaException>(() => frame.Write().Mode("error").Parquet(path));
        frame.Write().Mode(SaveMode.Ignore).Parquet(path);
        Assert.Equal(3, spark.Read().Parquet(path).Count());
        frame.Write().Mode(SaveMode.Append).Parquet(path);
        Assert.Equal(6, spark.Read().Parquet(path).Count());
        frame.Write().Mode("overwrite").Parquet(path);
        Assert.Equal(3, spark.Read().Parquet(path).Count());
        frame.SelectExpr("id", "id % 2 AS odd").Write().Mode(SaveMode.Overwrite).PartitionBy("odd").Parquet(path);
        Assert.True(Directory.Exists($"{path}/odd=1"));
    }

    [SparkTheory, EachSpark]
    public void Tables_are_written_added_to_and_read(string version)
    {
        SparkSession spark = sessions.Get(version);
        spark.Range(2).Write().SaveAsTable("numbers");
        spark.Range(5, 6).Write().InsertInto("numbers");
        Assert.Equal(["[0]", "[1]", "[5]"], Rows(spark.Table("numbers").OrderBy("id")));
        Assert.Equal(3, spark.Read().Table("numbers").Count());
        Assert.True(spark.Catalog.TableExists("numbers"));
        spark.Sql("DROP TABLE numbers");
        Assert.Throws<JavaException>(() => spark.Table("numbers"));
    }

    [SparkTheory, EachSpark]
    public void A_path_that_does_not_exist_is_an_error_that_names_it(string version)
    {
        JavaException missing = Assert.Throws<JavaException>(() => sessions.Get(version).Read().Parquet("/no/such/folder"));
        Assert.Contains("/no/such/folder", missing.Message.Split('\n')[0], StringComparison.Ordinal);
        Assert.True(missing.IsAnalysisError);
    }

    [SparkTheory, EachSpark]
    public void A_stream_takes_what_is_there_and_only_what_is_new_the_next_time(string version)
    {
        SparkSession spark = sessions.Get(version);
        string folder = sessions.Folder(version, "stream");
        spark.Range(3).Write().Parquet($"{folder}/in");
        StreamingQuery Start()
        {
            DataFrame source = spark.ReadStream().Schema("id bigint").Parquet($"{folder}/in");
            Assert.True(source.IsStreaming());
            return source.SelectExpr("id", "id % 2 AS odd").WriteStream().Format("parquet").Option("checkpointLocation", $"{folder}/check").PartitionBy("odd")
                .OutputMode(OutputMode.Append).QueryName("copy").Trigger(Trigger.AvailableNow()).Start($"{folder}/out");
        }

        StreamingQuery query = Start();
        Assert.Equal("copy", query.Name);
        Assert.NotEqual(query.Id, query.RunId);
        query.AwaitTermination();
        Assert.False(query.IsActive());
        Assert.Null(query.Exception());
        Assert.Contains("\"numInputRows\"", query.LastProgress(), StringComparison.Ordinal);
        Assert.NotEmpty(query.RecentProgress());
        Assert.Contains("\"isTriggerActive\"", query.Status(), StringComparison.Ordinal);
        Assert.Equal(["[0]", "[1]", "[2]"], Rows(spark.Read().Parquet($"{folder}/out").OrderBy("id").Select("id")));
        spark.Range(10, 11).Write().Mode(SaveMode.Append).Parquet($"{folder}/in");
        StreamingQuery again = Start();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        again.AwaitTermination(patience.Token);
        Assert.Equal(["[0]", "[1]", "[2]", "[10]"], Rows(spark.Read().Parquet($"{folder}/out").OrderBy("id").Select("id")));
    }

    [SparkTheory, EachSpark]
    public void A_stream_runs_until_it_is_stopped(string version)
    {
        SparkSession spark = sessions.Get(version);
        StreamingQuery query = spark.ReadStream().Format("rate").Option("rowsPerSecond", 1L).Load().WriteStream().Format("memory").QueryName("ticks").OutputMode("append")
            .Trigger(Trigger.ProcessingTime("100 milliseconds")).Start();
        Assert.False(query.AwaitTermination(1));
        using var given = new CancellationTokenSource();
        var waiting = Task.Run(() => query.AwaitTermination(given.Token));
        Assert.True(query.IsActive());
        given.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(waiting.GetAwaiter().GetResult);
        query.Stop();
        Assert.True(query.AwaitTermination(60_000));
        Assert.False(query.IsActive());
    }

    [SparkTheory, EachSpark]
    public void A_stream_that_fails_says_why(string version)
    {
        SparkSession spark = sessions.Get(version);
        string folder = sessions.Folder(version, "failing");
        spark.Range(1).Write().Json($"{folder}/in");
        StreamingQuery query = spark.ReadStream().Schema("id bigint").Json($"{folder}/in").SelectExpr("raise_error('as it should') AS e").WriteStream()
            .Format("noop").Option("checkpointLocation", $"{folder}/check").Trigger(Trigger.Once()).Start();
        Assert.Contains("as it should", Assert.Throws<JavaException>(() => query.AwaitTermination()).ToString(), StringComparison.Ordinal);
        Assert.Contains("as it should", query.Exception(), StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Every_streaming_source_and_trigger_is_taken(string version)
    {
        SparkSession spark = sessions.Get(version);
        string folder = sessions.Folder(version, "sources");
        DataStreamReader Reader() => spark.ReadStream().Schema(StructType.FromDDL("value string")).Options([]).Option("maxFilesPerTrigger", 1L).Option("a", true).Option("b", 0.5).Option("c", "d");
        Assert.All(
            new[] { Reader().Csv(folder), Reader().Text(folder), Reader().Orc(folder), Reader().Json(folder), Reader().Parquet(folder), Reader().Format("json").Load(folder) },
            frame => Assert.True(frame.IsStreaming()));
        spark.Sql("CREATE TABLE growing (value STRING) USING parquet");
        DataFrame table = spark.ReadStream().Table("growing");
        StreamingQuery toTable = table.WriteStream().Option("checkpointLocation", $"{folder}/check").Options([]).Option("x", true).Option("y", 1L).Option("z", 0.5)
            .Trigger(Trigger.ProcessingTime(TimeSpan.FromMilliseconds(50))).ToTable("grown");
        toTable.ProcessAllAvailable();
        toTable.Stop();
        Assert.True(spark.Catalog.TableExists("grown"));
        table.WriteStream().Format("noop").Option("checkpointLocation", $"{folder}/check2").Trigger(Trigger.ProcessingTime(50)).Start().Stop();
        spark.Sql("DROP TABLE grown");
        spark.Sql("DROP TABLE growing");
    }

    private static IEnumerable<string> Rows(DataFrame frame) => frame.Collect().Select(r => r.ToString());
}
