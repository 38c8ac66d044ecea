using SparkNer.Spark.Functions;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;
using SparkNer.Spark.Sql.Types;
using SparkNer.Spark.Tests.Sql.Support;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.Spark.Tests.Sql;

/// <summary>What each method of the API asks of Spark. That Spark understands it is shown by the integration tests.</summary>
public sealed class ApiCallTests
{
    private static readonly (Func<DataFrame, DataFrame> Call, string Expected)[] Frames =
    [
        (f => f.Select("a", "b"), """df.select(seq[functions.col("a"), functions.col("b")])"""),
        (f => f.Select(Col("a") + 1, Lit(2.5)), """df.select(seq[functions.col("a").plus(1), functions.lit(2.5d)])"""),
        (f => f.SelectExpr("a AS b"), """df.selectExpr(seq["a AS b"])"""),
        (f => f.WithColumn("x", Col("a")), """df.withColumn("x", functions.col("a"))"""),
        (f => f.WithColumns(("x", Col("a")), ("y", Lit(1))), """df.withColumns(seq["x", "y"], seq[functions.col("a"), functions.lit(1)])"""),
        (f => f.WithColumnRenamed("a", "b"), """df.withColumnRenamed("a", "b")"""),
        (f => f.Drop("a", "b"), """df.drop(seq["a", "b"])"""),
        (f => f.Where(Col("a") == null), """df.filter(functions.col("a").equalTo(null))"""),
        (f => f.Filter("a > 1"), """df.filter("a > 1")"""),
        (f => f.Join(f, "id"), """df.join(df, seq["id"], "inner")"""),
        (f => f.Join(f, ["a", "b"], "left"), """df.join(df, seq["a", "b"], "left")"""),
        (f => f.Join(f, Col("a") > 1L, "outer"), """df.join(df, functions.col("a").gt(1L), "outer")"""),
        (f => f.UnionByName(f, true), "df.unionByName(df, true)"),
        (f => f.GroupBy("a").Agg(Sum("b").As("s"), Max("c")), """df.groupBy(seq[functions.col("a")]).agg(functions.sum(functions.col("b")).as("s"), seq[functions.max(functions.col("c"))])"""),
        (f => f.GroupBy().Sum("x", "y"), """df.groupBy(seq[]).sum(seq["x", "y"])"""),
        (f => f.OrderBy(Col("a").Desc()), """df.orderBy(seq[functions.col("a").desc()])"""),
        (f => f.Repartition(3), "df.repartition(3)"),
        (f => f.Repartition(3, Col("a")), """df.repartition(3, seq[functions.col("a")])"""),
        (f => f.Sample(0.5, false, 7), "df.sample(false, 0.5d, 7L)"),
        (f => f.Sample(0.5), "df.sample(false, 0.5d)"),
        (f => f.DropDuplicates("a", "b"), """df.dropDuplicates(seq["a", "b"])"""),
        (f => f.Hint("broadcast"), """df.hint("broadcast", seq[])"""),
        (f => f.Na().Fill(0.5, ["a"]), """df.na().fill(0.5d, String["a"])"""),
        (f => f.Session.Read().Option("header", true).Schema("a int").Csv("p"), """spark.read().csv("p")"""),
        (f => f.Session.Read().Parquet("p", "q"), """spark.read().parquet(String["p", "q"])"""),
        (f => f.Session.Sql("SELECT :x", new Dictionary<string, object?> { ["x"] = 1 }), """spark.sql("SELECT :x", ["x"=functions.lit(1)])"""),
        (f => f.Session.Range(3), "spark.range(0L, 3L, 1L).toDF()"),
    ];

    private static readonly (Column Column, string Expected)[] Columns =
    [
        (Col("a") & Col("b") | !Col("c"), """functions.col("a").and(functions.col("b")).or(functions.not(functions.col("c")))"""),
        (Col("a").IsIn(1, "x", null), """functions.col("a").isin(seq[1, "x", null])"""),
        (Col("a").As("b", Metadata.Of("k", "v")), """functions.col("a").as("b", Metadata.fromJson("{"k":"v"}"))"""),
        (Col("a").Cast(new ArrayType(new IntegerType(), false)), """functions.col("a").cast(DataType.fromJson("{"type":"array","elementType":"integer","containsNull":false}"))"""),
        (Lit((short)3), """functions.lit(3).cast("smallint")"""),
        (Lit(1.5f), """functions.lit(1.5d).cast("float")"""),
        (Lit(1.50m), "functions.lit(1.50m)"),
        (Lit(new byte[] { 1 }), "functions.lit(bytes(AQ==))"),
        (Lit(new DateOnly(2024, 2, 9)), """functions.lit(LocalDate.parse("2024-02-09"))"""),
        (Lit(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(1))), """functions.lit(Instant.parse("2023-12-31T23:00:00.000000Z"))"""),
        (Lit(new DateTime(2024, 1, 1)), """functions.lit(LocalDateTime.parse("2024-01-01T00:00:00.000000"))"""),
        (Col("a") > new DateOnly(2024, 2, 9), """functions.col("a").gt(functions.lit(LocalDate.parse("2024-02-09")))"""),
        (When(Col("a"), 1).When(Col("b"), Col("c")).Otherwise(null), """functions.when(functions.col("a"), 1).when(functions.col("b"), functions.col("c")).otherwise(null)"""),
        (CountDistinct("a", "b"), """functions.count_distinct(functions.col("a"), seq[functions.col("b")])"""),
        (ConcatWs("-", Col("a")), """functions.concat_ws("-", seq[functions.col("a")])"""),
        (ToJson(Col("a"), new Dictionary<string, string> { ["k"] = "v" }), """functions.to_json(functions.col("a"), ["k"="v"])"""),
    ];

    [Fact]
    public void Each_method_of_a_data_frame_asks_for_its_plan() => Assert.All(Frames, c =>
    {
        using var java = new FakeJava("4.3.0");
        Assert.Equal(c.Expected, java.ExpressionOf(c.Call(java.Frame).Reference));
    });

    [Fact]
    public void Each_column_is_made_when_it_is_used_and_not_before() => Assert.All(Columns, c =>
    {
        using var java = new FakeJava("3.5.9");
        Assert.Empty(java.Calls);
        Assert.Equal(c.Expected, java.ExpressionOf(c.Column.On(java.Gateway)));
        int calls = java.Calls.Length;
        c.Column.On(java.Gateway);
        Assert.Equal(calls, java.Calls.Length);
    });

    [Fact]
    public void Writers_and_readers_set_what_they_are_told()
    {
        using var java = new FakeJava("4.3.0");
        java.Frame.Write().Format("x").Mode(SaveMode.ErrorIfExists).Option("a", 1).Option("b", 0.5).Option("c", true).PartitionBy("p", "q").Save("out");
        Assert.Equal(
            [
                "df.write()", "df.write().format(\"x\")", "df.write().mode(\"errorifexists\")", "df.write().option(\"a\", \"1\")", "df.write().option(\"b\", \"0.5\")",
                "df.write().option(\"c\", \"true\")", "df.write().partitionBy(String[\"p\", \"q\"])", "df.write().save(\"out\")",
            ],
            java.Calls);
    }

    [Fact]
    public void Streams_are_started_with_their_trigger()
    {
        using var java = new FakeJava("4.3.0");
        java.Answer("awaitTermination", "v");
        java.Frame.WriteStream().Trigger(Trigger.AvailableNow()).OutputMode(OutputMode.Complete).Start("out").AwaitTermination();
        java.Frame.WriteStream().Trigger(Trigger.ProcessingTime(50)).Start();
        Assert.Equal(
            [
                "df.writeStream()", "Trigger.AvailableNow()", "df.writeStream().trigger(Trigger.AvailableNow())", "df.writeStream().outputMode(\"complete\")",
                "df.writeStream().start(\"out\")", "df.writeStream().start(\"out\").awaitTermination()",
                "df.writeStream()", "Trigger.ProcessingTime(50L)", "df.writeStream().trigger(Trigger.ProcessingTime(50L))", "df.writeStream().start()",
            ],
            java.Calls);
    }

    [Theory]
    [InlineData("3.5.9", "")]
    [InlineData("4.2.1", "")]
    [InlineData("4.3.0", ", [], []")]
    public void A_function_is_made_as_the_version_wants_it(string version, string more)
    {
        using var java = new FakeJava(version);
        java.Answer("isDefined", "bfalse");
        SparkFunction function = java.Session.PythonFunctions.Create(Definition());
        string expected = $"new UserDefinedPythonFunction(\"tag\", new SimplePythonFunction(bytes(AQI=), [], [], \"./sparkner/sparkner\", \"sparkner;spark={version}\", [broadcast], null), "
            + $"spark.parseDataType(\"\"string\"\"), 200, false{more})";
        expected = expected.Replace("[broadcast]", "[b7]", StringComparison.Ordinal);
        SparkFunction withBroadcast = java.Session.PythonFunctions.Create(Definition() with { Broadcasts = [java.Object("b7")] });
        Assert.Equal(expected, java.ExpressionOf(withBroadcast.Reference));
        Assert.Equal($"{java.ExpressionOf(function.Reference)}.apply(seq[functions.col(\"a\")])", java.ExpressionOf(function.Apply(Col("a")).On(java.Gateway)));
    }

    [Theory]
    [InlineData("3.5.9", "pythonMapInArrow(", ".expr(), true)")]
    [InlineData("4.0.4", "mapInArrow(", ", true, null)")]
    public void Whole_rows_go_to_a_function_as_the_version_wants_it(string version, string start, string end)
    {
        using var java = new FakeJava(version);
        java.Answer("isDefined", "bfalse").Answer("json", "s" + new StructType(new StructField("a`b", new LongType())).Json);
        SparkFunction function = java.Session.PythonFunctions.Create(Definition() with { EvalType = EvalType.MapInArrow });
        string call = java.ExpressionOf(java.Frame.MapInArrow(function, isBarrier: true).Reference);
        Assert.StartsWith("df." + start, call, StringComparison.Ordinal);
        Assert.EndsWith(".apply(seq[df.col(\"`a``b`\")])" + end, call, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_go_by_name_where_the_version_can()
    {
        using var java = new FakeJava("4.0.4");
        java.Answer("isDefined", "bfalse");
        Column column = java.Session.PythonFunctions.Create(Definition()).ApplyNamed(("text", Col("a")));
        Assert.EndsWith("apply(seq[PythonSQLUtils.namedArgumentExpression(\"text\", functions.col(\"a\"))])", java.ExpressionOf(column.On(java.Gateway)), StringComparison.Ordinal);
        using var old = new FakeJava("3.5.9");
        old.Answer("isDefined", "bfalse");
        Assert.Contains("3.5.9", Assert.Throws<NotSupportedException>(() => old.Session.PythonFunctions.Create(Definition()).ApplyNamed(("text", Col("a")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interpreter_set_by_the_user_is_refused_unless_it_is_ours()
    {
        using var java = new FakeJava("4.3.0");
        java.Answer("isDefined", "btrue").Answer("get", "spython3");
        Assert.Contains("python3", Assert.Throws<InvalidOperationException>(() => java.Session.PythonFunctions.Create(Definition())).Message, StringComparison.Ordinal);
        java.Answer("get", "s./sparkner/sparkner");
        java.Session.PythonFunctions.Create(Definition());
    }

    [Fact]
    public void What_was_made_on_the_way_is_given_back()
    {
        using var java = new FakeJava("4.3.0");
        java.Frame.Select(Col("a"));
        java.Frame.Limit(1);
        Assert.Contains("[functions.col(\"a\")]", java.Released);
        Assert.Contains("seq[functions.col(\"a\")]", java.Released);
        Assert.DoesNotContain("df", java.Released);
    }

    [Fact]
    public void A_column_of_one_driver_cannot_be_used_by_another()
    {
        using var one = new FakeJava("4.3.0");
        using var other = new FakeJava("4.3.0");
        Column own = one.Frame["a"];
        Assert.Throws<InvalidOperationException>(() => other.Frame.Select(own));
        Column free = Col("a");
        one.Frame.Select(free);
        Assert.Equal("functions.col(\"a\")", other.ExpressionOf(free.On(other.Gateway)));
    }

    private static PythonFunctionDefinition Definition() => new()
    {
        Name = "tag",
        Command = new byte[] { 1, 2 },
        ReturnType = new StringType(),
        Executable = "./sparkner/sparkner",
        IsDeterministic = false,
    };
}
