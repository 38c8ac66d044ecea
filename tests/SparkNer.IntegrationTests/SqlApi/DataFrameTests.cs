using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>Every method of a data frame and of its groups.</summary>
[Collection(SqlSessions.Name)]
public sealed class DataFrameTests(SqlSessions sessions)
{
    [SparkTheory, EachSpark]
    public void Columns_are_chosen_added_renamed_and_dropped(string version)
    {
        DataFrame frame = People(version);
        Assert.Equal(["name", "age"], frame.Select("name", "age").Columns());
        Assert.Equal(["name"], frame.Select(Col("name")).Columns());
        Assert.Equal(["n"], frame.SelectExpr("upper(name) AS n").Columns());
        Assert.Equal(["id", "name", "age", "city", "older"], frame.WithColumn("older", Col("age") + 1).Columns());
        DataFrame several = frame.WithColumns(("age", Col("age") + 1), ("e", Lit(1)), ("d", Lit(2)), ("c", Lit(3)), ("b", Lit(4)), ("a", Lit(5)));
        Assert.Equal(["id", "name", "age", "city", "e", "d", "c", "b", "a"], several.Columns());
        Assert.Equal(31, several.Where("id = 1").First()["age"]);
        Assert.Equal(["id", "who", "age", "city"], frame.WithColumnRenamed("name", "who").Columns());
        Assert.Equal(["a", "b"], frame.Select("id", "name").ToDF("a", "b").Columns());
        Assert.Equal(["id"], frame.Drop("name", "age", "city", "none").Columns());
        Assert.Equal(["id", "age", "city"], frame.Drop(Col("name")).Columns());
        Assert.Equal(3, frame.Transform(f => f.Where("age IS NOT NULL")).Count());
        Assert.Equal(("id", "int"), frame.DTypes().First());
        Assert.Equal("x", frame.Select(Col("name").As("n", Metadata.Of("k", "x"))).Schema()[0].Metadata.GetString("k"));
    }

    [SparkTheory, EachSpark]
    public void Rows_are_filtered_joined_and_put_together(string version)
    {
        DataFrame frame = People(version);
        Assert.Equal([1], Ids(frame.Where(Col("age") == 30)));
        Assert.Equal([1], Ids(frame.Where("age = 30")));
        Assert.Equal([1], Ids(frame.Filter(Col("age") == 30)));
        Assert.Equal([1], Ids(frame.Filter("age = 30")));
        DataFrame cities = sessions.Get(version).Sql("SELECT * FROM VALUES ('Rome', 'IT'), ('Oslo', 'NO') AS t(city, land)");
        Assert.Equal(["id", "name", "age", "land"], frame.Join(cities, "city").Drop("city").Columns());
        Assert.Equal([1, 2, 3, 4], Ids(frame.Join(cities, ["city"], "left")));
        DataFrame left = frame.As("l");
        DataFrame right = frame.Alias("r");
        Assert.Equal([2, 3], Ids(left.Join(right, (Col("l.age") > Col("r.age")) & (Col("r.id") == 1)).Select("l.id")));
        Assert.Equal([4], Ids(frame.Join(cities, frame["city"] == cities["city"], "left_anti")));
        Assert.Equal(8, frame.CrossJoin(cities).Count());
        Assert.Equal(8, frame.Union(frame).Count());
        Assert.Equal(4, frame.UnionByName(frame).Distinct().Count());
        Assert.Equal(8, frame.UnionByName(frame.Drop("age"), allowMissingColumns: true).Count());
        Assert.Equal([1], Ids(frame.Intersect(frame.Where("id = 1"))));
        Assert.Equal([2, 3, 4], Ids(frame.Except(frame.Where("id = 1"))));
        Assert.Equal(4, frame.Hint("broadcast").Count());
    }

    [SparkTheory, EachSpark]
    public void Groups_have_their_aggregates(string version)
    {
        DataFrame frame = People(version);
        Assert.Equal(["[Oslo,1]", "[Rome,2]"], Text(frame.Where("city IS NOT NULL").GroupBy("city").Count().OrderBy("city")));
        RelationalGroupedDataset groups = frame.Where("city = 'Rome'").GroupBy(Col("city"));
        Assert.Equal(["[Rome,70]"], Text(groups.Sum("age")));
        Assert.Equal(["[Rome,35]"], Text(groups.Avg("age")));
        Assert.Equal(["[Rome,35]"], Text(groups.Mean("age")));
        Assert.Equal(["[Rome,30]"], Text(groups.Min("age")));
        Assert.Equal(["[Rome,40]"], Text(groups.Max("age")));
        Assert.Equal(["[Rome,2,30]"], Text(groups.Agg(Count(Lit(1)), Min("age"))));
        Assert.Equal(["id", "Oslo", "Rome"], frame.Where("city IS NOT NULL").GroupBy("id").Pivot("city").Count().Columns());
        Assert.Equal(["[4,135]"], Text(frame.Agg(Count(Lit(1)), Sum("age"))));
    }

    [SparkTheory, EachSpark]
    public void Order_partitions_and_samples(string version)
    {
        DataFrame frame = People(version);
        Assert.Equal([3, 2, 1, 4], Ids(frame.OrderBy(Col("age").DescNullsLast()), sort: false));
        Assert.Equal([4, 1, 2, 3], Ids(frame.Sort("age"), sort: false));
        Assert.Equal([4, 3, 2, 1], Ids(frame.Sort(Col("id").Desc()), sort: false));
        Assert.Equal([4, 1, 2, 3], Ids(frame.OrderBy("age", "id"), sort: false));
        Assert.Equal([1, 2, 3, 4], Ids(frame.Coalesce(1).SortWithinPartitions(Col("id")), sort: false));
        DataFrame numbers = sessions.Get(version).Range(0, 1000, 1, 4);
        Assert.Equal(4, numbers.NumPartitions());
        Assert.Equal(3, numbers.Repartition(3).NumPartitions());
        Assert.Equal(5, numbers.Repartition(5, Col("id")).NumPartitions());
        Assert.Equal(1000, numbers.Repartition(Col("id")).Count());
        Assert.Equal(2, numbers.Coalesce(2).NumPartitions());
        Assert.InRange(numbers.Sample(0.5, seed: 7).Count(), 400, 600);
        Assert.Equal(numbers.Sample(0.5, seed: 7).Count(), numbers.Sample(0.5, false, 7).Count());
        Assert.InRange(numbers.Sample(1, withReplacement: true).Count(), 500, 1500);
        Assert.Equal(10, numbers.Limit(10).Count());
        Assert.Equal(1, numbers.Select(Lit(1).As("x")).Distinct().Count());
        Assert.Equal(1, numbers.Select(Lit(1).As("x")).DropDuplicates().Count());
        Assert.Equal(2, numbers.WithColumn("odd", Col("id") % 2).DropDuplicates("odd").Count());
        Assert.Equal(["id"], numbers.Select(CurrentTimestamp().As("t"), Col("id")).WithWatermark("t", "1 minute").Drop("t").Columns());
    }

    [SparkTheory, EachSpark]
    public void Nulls_are_dropped_and_filled(string version)
    {
        DataFrame frame = People(version);
        Assert.Equal([1, 2, 3], Ids(frame.Na().Drop()));
        Assert.Equal([1, 2, 3, 4], Ids(frame.Na().Drop("all")));
        Assert.Equal([1, 2, 3], Ids(frame.Na().Drop(["age"])));
        Assert.Equal("?", frame.Na().Fill("?").Where("id = 4").First()["city"]);
        Assert.Equal(7, frame.Na().Fill(7, ["age"]).Where("id = 4").First()["age"]);
        Assert.Equal(true, frame.Select(Lit(null).Cast("boolean").As("b")).Na().Fill(true).First()["b"]);
    }

    [SparkTheory, EachSpark]
    public void Actions_bring_rows_and_texts(string version)
    {
        DataFrame frame = People(version).OrderBy("id");
        Assert.Equal(4, frame.Count());
        Assert.False(frame.IsEmpty());
        Assert.True(frame.Where("id > 9").IsEmpty());
        Assert.Equal("[1,Ann,30,Rome]", frame.First().ToString());
        Assert.Equal("Ann", frame.Head()["name"]);
        Assert.Equal(2, frame.Head(2).Count);
        Assert.Equal(2, frame.Take(2).Count);
        Assert.Throws<InvalidOperationException>(() => frame.Where("id > 9").First());
        Assert.Equal(["{\"id\":4,\"name\":\"Dan\"}"], frame.Where("id = 4").ToJson().Collect().Select(r => r.GetAs<string>("value")));
        Assert.Contains("|  1| Ann|  30|Rome|", frame.ShowString(), StringComparison.Ordinal);
        Assert.Contains("only showing top 1 row", frame.ShowString(1, 2), StringComparison.Ordinal);
        Assert.Contains("-RECORD 0-", frame.ShowString(1, vertical: true), StringComparison.Ordinal);
        Assert.Contains("Sort", frame.ExplainString(), StringComparison.Ordinal);
        Assert.Contains("== Parsed Logical Plan ==", frame.ExplainString("extended"), StringComparison.Ordinal);
        Assert.Equal("root\n |-- id: integer (nullable = false)\n", frame.Select("id").TreeString());
        Assert.Equal("[id: int, name: string, age: int, city: string]", frame.ToString());
        Assert.False(frame.IsStreaming());
        Assert.True(sessions.Get(version).Sql("SHOW TABLES").IsLocal());
        TextWriter console = Console.Out;
        var printed = new StringWriter();
        try
        {
            Console.SetOut(printed);
            frame.Show(1);
            frame.PrintSchema();
            frame.Explain();
            frame.Explain(extended: true);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains("Ann", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains(" |-- city: string (nullable = true)\n", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("== Physical Plan ==", printed.ToString(), StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Kept_rows_are_computed_once(string version)
    {
        DataFrame frame = sessions.Get(version).Range(5).WithColumn("r", Rand());
        Assert.Same(frame, frame.Cache());
        Assert.Equal(frame.Collect(), frame.Collect());
        Assert.Contains("InMemoryTableScan", frame.ExplainString(), StringComparison.Ordinal);
        Assert.Same(frame, frame.Unpersist(blocking: true));
        frame.Persist("DISK_ONLY").Count();
        frame.Unpersist().Persist().Unpersist();
    }

    [SparkTheory, EachSpark]
    public void Views_have_names_in_SQL(string version)
    {
        SparkSession spark = sessions.Get(version);
        DataFrame frame = People(version);
        frame.CreateOrReplaceTempView("people");
        frame.CreateOrReplaceGlobalTempView("people_of_all");
        Assert.Equal([1], Ids(spark.Sql("SELECT id FROM people WHERE age = 30")));
        Assert.Equal(4, spark.Table("people").Count());
        Assert.Equal(4, spark.Table("global_temp.people_of_all").Count());
        Assert.Throws<SparkNer.Spark.Gateway.JavaException>(() => frame.CreateTempView("people"));
        Assert.True(spark.Catalog.TableExists("people"));
        Assert.Contains("people", spark.Catalog.ListTables().Collect().Select(r => r.GetAs<string>("name")));
        spark.Catalog.CacheTable("people");
        Assert.True(spark.Catalog.IsCached("people"));
        spark.Catalog.UncacheTable("people");
        spark.Catalog.ClearCache();
        spark.Catalog.RefreshTable("people");
        Assert.True(spark.Catalog.DropTempView("people"));
        Assert.False(spark.Catalog.DropTempView("people"));
        Assert.True(spark.Catalog.DropGlobalTempView("people_of_all"));
        Assert.True(spark.Catalog.FunctionExists("upper"));
        Assert.Contains("upper", spark.Catalog.ListFunctions().Collect().Select(r => r.GetAs<string>("name")));
        Assert.Equal("default", spark.Catalog.CurrentDatabase());
    }

    private static int[] Ids(DataFrame frame, bool sort = true)
    {
        int[] ids = [.. frame.Collect().Select(r => r.GetAs<int>("id"))];
        if (sort)
        {
            System.Array.Sort(ids);
        }

        return ids;
    }

    private static IEnumerable<string> Text(DataFrame frame) => frame.Collect().Select(r => r.ToString());

    private DataFrame People(string version) => sessions.Get(version).CreateDataFrame(
        [new GenericRow(1, "Ann", 30, "Rome"), new GenericRow(2, "Bob", 40, "Rome"), new GenericRow(3, "Cid", 65, "Oslo"), new GenericRow(4, "Dan", null, null)],
        StructType.FromDDL("id int not null, name string, age int, city string"));
}
