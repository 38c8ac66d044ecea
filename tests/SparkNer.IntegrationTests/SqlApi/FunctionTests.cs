using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>Every function and every method of a column, with a value known beforehand.</summary>
[Collection(SqlSessions.Name)]
public sealed class FunctionTests(SqlSessions sessions)
{
    private const string OneRow =
        """
        SELECT 1 AS i, 2 AS j, 2.5D AS d, 'Ab c' AS s, CAST(NULL AS STRING) AS n, array(3, 1, 2) AS a, array(1, 1, 4) AS b, map('k', 1) AS m,
          named_struct('x', 7, 'y', 'why') AS st, true AS t, array('p', NULL) AS sn, array(array(1), array(2, 3)) AS aa, DATE'2024-02-29' AS day,
          TIMESTAMP'2024-02-29 12:34:56.789' AS ts, X'4142' AS bin, '{"a":[{"b":5}]}' AS js, array(named_struct('key', 'e', 'value', 9)) AS es
        """;

    [SparkTheory, EachSpark]
    public void Every_function_gives_what_it_says(string version)
    {
        SparkSession spark = sessions.Get(version);
        SqlValues values = new SqlValues()
            .Add(Col("i"), "1").Add(Functions.Column("st.x"), "7").Add(Expr("transform(a, x -> x + 1)"), "[4, 2, 3]")
            .Add(CallFunction("abs", Lit(-3)), "3").Add(CallUDF("upper", Col("s")), "AB C")
            .Add(Lit("it's \\ \"\n"), "it's \\ \"\n")
            .Add(FromJson(Col("js"), "a array<struct<b:int>>"), "[[[5]]]")
            .Add(FromJson(Col("js"), new StructType(new StructField("a", new StringType())), new Dictionary<string, string> { ["mode"] = "PERMISSIVE" }), "[[{\"b\":5}]]")
            .Add(ToJson(Col("st")), "{\"x\":7,\"y\":\"why\"}")
            .Add(Lower(Col("s")), "ab c").Add(Upper(Col("s")), "AB C").Add(InitCap(Col("s")), "Ab C").Add(Trim(Lit(" x ")), "x").Add(Trim(Lit("-x-"), "-"), "x")
            .Add(Ltrim(Lit(" x ")), "x ").Add(Rtrim(Lit(" x ")), " x").Add(Length(Lit("😀é")), "2")
            .Add(RegexpReplace(Col("s"), "[A-Z]", "_"), "_b c").Add(RegexpReplace(Col("s"), Lit("c$"), Lit("d")), "Ab d").Add(RegexpExtract(Col("s"), "(\\w)(\\w)", 2), "b")
            .Add(Split(Col("s"), " "), "[Ab, c]").Add(Split(Lit("a,b,c"), ",", 2), "[a, b,c]").Add(Substring(Col("s"), 2, 1), "b").Add(SubstringIndex(Lit("a.b.c"), ".", 2), "a.b")
            .Add(Instr(Col("s"), "c"), "4").Add(Locate("b", Col("s")), "2").Add(Lpad(Lit("7"), 3, "0"), "007").Add(Rpad(Lit("7"), 3, "0"), "700").Add(Repeat(Lit("ab"), 2), "abab")
            .Add(Reverse(Col("a")), "[2, 1, 3]").Add(Translate(Col("s"), "Ab", "Xy"), "Xy c").Add(Levenshtein(Lit("abc"), Lit("abd")), "1")
            .Add(Concat(Col("s"), Lit("!")), "Ab c!").Add(ConcatWs("-", Lit("a"), Col("n"), Lit("b")), "a-b").Add(FormatString("%s=%d", Lit("x"), Col("i")), "x=1")
            .Add(Base64(Col("bin")), "QUI=").Add(Unbase64(Lit("QUI=")), "0x4142").Add(Encode(Lit("AB"), "UTF-8"), "0x4142").Add(Decode(Col("bin"), "UTF-8"), "AB")
            .Add(Md5(Lit("a").Cast("binary")), "0cc175b9c0f1b6a831c399e269772661").Add(Sha1(Lit("a").Cast("binary")), "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8")
            .Add(Sha2(Lit("").Cast("binary"), 256), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855").Add(Crc32(Lit("a").Cast("binary")), "3904355907")
            .Add(GetJsonObject(Col("js"), "$.a[0].b"), "5")
            .Add(Functions.Array(Col("i"), Col("j")), "[1, 2]").Add(Functions.Array("i", "j"), "[1, 2]").Add(Struct(Col("i"), Col("s")), "[1,Ab c]").Add(Struct("i", "s"), "[1,Ab c]")
            .Add(Map(Lit("a"), Lit(1), Lit("b"), Lit(2)), "{a -> 1, b -> 2}").Add(MapFromArrays(Functions.Array(Lit("a")), Functions.Array(Lit(1))), "{a -> 1}")
            .Add(MapFromEntries(Col("es")), "{e -> 9}").Add(MapKeys(Col("m")), "[k]").Add(MapValues(Col("m")), "[1]").Add(MapEntries(Col("m")), "[[k,1]]")
            .Add(MapConcat(Col("m"), Map(Lit("l"), Lit(2))), "{k -> 1, l -> 2}").Add(Size(Col("a")), "3").Add(ElementAt(Col("a"), -1), "2").Add(ElementAt(Col("m"), "k"), "1").Add(Get(Col("a"), Lit(7)), "null")
            .Add(ArrayContains(Col("a"), 3), "true").Add(ArrayPosition(Col("a"), 1), "2").Add(ArrayRemove(Col("b"), 1), "[4]").Add(ArrayDistinct(Col("b")), "[1, 4]")
            .Add(ArraysOverlap(Col("a"), Col("b")), "true").Add(ArrayUnion(Col("a"), Col("b")), "[3, 1, 2, 4]").Add(ArrayIntersect(Col("a"), Col("b")), "[1]").Add(ArrayExcept(Col("a"), Col("b")), "[3, 2]")
            .Add(ArraysZip(Col("a"), Col("b")), "[[3,1], [1,1], [2,4]]").Add(ArrayJoin(Col("sn"), "+"), "p").Add(ArrayJoin(Col("sn"), "+", "?"), "p+?").Add(ArrayMin(Col("a")), "1").Add(ArrayMax(Col("a")), "3")
            .Add(ArraySort(Col("a")), "[1, 2, 3]").Add(SortArray(Col("a"), false), "[3, 2, 1]").Add(Slice(Col("a"), 2, 2), "[1, 2]").Add(Slice(Col("a"), Lit(-1), Lit(1)), "[2]")
            .Add(Flatten(Col("aa")), "[1, 2, 3]").Add(Sequence(Lit(1), Lit(3)), "[1, 2, 3]").Add(ArrayRepeat(Lit("x"), 2), "[x, x]")
            .Add(Functions.Coalesce(Col("n"), Lit("z")), "z").Add(Greatest(Col("i"), Col("j")), "2").Add(Least(Col("i"), Col("j")), "1").Add(IsNull(Col("n")), "true").Add(IsNotNull(Col("n")), "false")
            .Add(IsNaN(Lit(double.NaN)), "true").Add(NaNvl(Lit(double.NaN), Lit(1.5)), "1.5").Add(Not(Col("t")), "false").Add(Negate(Col("i")), "-1")
            .Add(When(Col("i") == 2, "two").When(Col("i") == 1, "one").Otherwise("more"), "one").Add(When(Col("t"), Col("j")), "2")
            .Add(MonotonicallyIncreasingId(), "0").Add(SparkPartitionId(), "0").Add(InputFileName(), "").Add(Rand(), null).Add(Rand(3).Between(0, 1), "true").Add(Randn(3).IsNotNull(), "true")
            .Add(Hash(Lit("Spark"), Functions.Array(Lit(123)), Lit(2)), "-1321691492").Add(XXHash64(Lit("Spark"), Functions.Array(Lit(123)), Lit(2)), "5602566077635097486").Add(TypeOf(Col("a")), "array<int>").Add(When(Lit(false), RaiseError(Lit("never"))).IsNull(), "true")
            .Add(Abs(Lit(-2)), "2").Add(Sqrt(Lit(9.0)), "3").Add(Round(Lit(2.345), 2), "2.35").Add(Round(Col("d")), "3").Add(Floor(Col("d")), "2").Add(Ceil(Col("d")), "3")
            .Add(Exp(Lit(0.0)), "1").Add(Log(Lit(1.0)), "0").Add(Pow(Col("j"), Lit(3)), "8").Add(Pmod(Lit(-1), Lit(3)), "2")
            .Add(CurrentTimestamp(), null).Add(CurrentDate(), null).Add(ToDate(Lit("2024-02-29")), "2024-02-29").Add(ToDate(Lit("29.02.2024"), "dd.MM.yyyy"), "2024-02-29")
            .Add(ToTimestamp(Lit("2024-02-29 01:02:03")), "2024-02-29 01:02:03+00:00").Add(ToTimestamp(Lit("29.02.2024"), "dd.MM.yyyy"), "2024-02-29 00:00:00+00:00")
            .Add(DateFormat(Col("day"), "yyyy/MM"), "2024/02").Add(DateTrunc("hour", Col("ts")), "2024-02-29 12:00:00+00:00").Add(DateAdd(Col("day"), 1), "2024-03-01").Add(DateDiff(Col("day"), ToDate(Lit("2024-02-27"))), "2")
            .Add(Year(Col("day")), "2024").Add(Month(Col("day")), "2").Add(DayOfMonth(Col("day")), "29").Add(Hour(Col("ts")), "12").Add(UnixTimestamp(Col("ts")), "1709210096").Add(FromUnixTime(Lit(0L)), "1970-01-01 00:00:00");
        values.AssertOn(spark.Sql(OneRow));
        Assert.Empty(values.Missing(typeof(Functions)).Except(Elsewhere));
    }

    private static readonly string[] Elsewhere =
    [
        // Aggregates, generators and orders: below.
        nameof(Count), nameof(Sum), nameof(Avg), nameof(Mean), nameof(Min), nameof(Max), nameof(CollectList), nameof(CollectSet), nameof(StdDev), nameof(Variance),
        nameof(ApproxCountDistinct), nameof(SumDistinct), nameof(CountDistinct), nameof(First), nameof(Last), nameof(CountIf), nameof(MaxBy), nameof(MinBy), nameof(Window),
        nameof(Explode), nameof(ExplodeOuter), nameof(PosExplode), nameof(PosExplodeOuter), nameof(Inline), nameof(Asc), nameof(Desc),
    ];

    [SparkTheory, EachSpark]
    public void Every_method_and_operator_of_a_column_gives_what_it_says(string version)
    {
        SparkSession spark = sessions.Get(version);
        DataFrame frame = spark.Sql(OneRow);
        SqlValues values = new SqlValues()
            .Add(Col("i") == 1, "true").Add(Col("i") != 1, "false").Add(Col("i") > 0, "true").Add(Col("i") < 0, "false").Add(Col("i") >= 1, "true").Add(Col("i") <= 0, "false")
            .Add(Col("i") + 1, "2").Add(Col("i") - Col("j"), "-1").Add(Col("j") * 3, "6").Add(Col("j") / 4, "0.5").Add(Col("j") % 2, "0").Add(-Col("i"), "-1")
            .Add(Col("t") & (Col("i") == 2), "false").Add(Col("t") | (Col("i") == 2), "true").Add(!Col("t"), "false")
            .Add(Col("n") == null, "null").Add(Col("s") == "Ab c", "true")
            .Add(Col("i").EqualTo(1L), "true").Add(Col("i").NotEqual(1), "false").Add(Col("n").EqNullSafe(null), "true").Add(Col("i").Gt(0), "true").Add(Col("i").Lt(0), "false").Add(Col("i").Geq(1), "true").Add(Col("i").Leq(0), "false")
            .Add(Col("t").And(Lit(true)), "true").Add(Col("t").Or(Lit(false)), "true").Add(Col("i").Plus(1.5), "2.5").Add(Col("i").Minus(1), "0").Add(Col("i").Multiply(5), "5").Add(Col("i").Divide(2), "0.5").Add(Col("j").Mod(2), "0")
            .Add(Col("i").Between(0, 1), "true").Add(Col("n").IsNull(), "true").Add(Col("n").IsNotNull(), "false").Add(Col("d").IsNaN(), "false").Add(Col("i").IsIn(3, 1), "true").Add(Col("s").IsIn("x", Lit("Ab c")), "true")
            .Add(Col("s").Like("A%c"), "true").Add(Col("s").ILike("a_ C"), "true").Add(Col("s").RLike("^A. c$"), "true").Add(Col("s").Contains("b "), "true").Add(Col("s").StartsWith("Ab"), "true").Add(Col("s").StartsWith(Col("s")), "true")
            .Add(Col("s").EndsWith("c"), "true").Add(Col("s").EndsWith(Lit("x")), "false").Add(Col("s").SubStr(2, 2), "b ").Add(Col("s").SubStr(Lit(1), Lit(2)), "Ab")
            .Add(Col("i").As("x"), "1").Add(Col("i").As("x", Metadata.Of("k", "v")), "1").Add(Col("i").Alias("x"), "1").Add(Col("i").Name("x"), "1").Add(Col("i").Cast("string"), "1").Add(Col("i").Cast(new DecimalType(5, 2)), "1.00")
            .Add(Col("st").GetField("y"), "why").Add(Col("a").GetItem(0), "3").Add(Col("m").GetItem("k"), "1").Add(Col("st").WithField("z", Lit(8)), "[7,why,8]").Add(Col("st").DropFields("x"), "[why]")
            .Add(When(Col("t"), 1).When(Lit(true), 2).Otherwise(3), "1").Add(Col("i").BitwiseOR(2), "3").Add(Col("i").BitwiseAND(2), "0").Add(Col("i").BitwiseXOR(3), "2")
            .Add(frame["i"], "1").Add(frame.Col("st.x"), "7");
        values.AssertOn(frame);
        Assert.Empty(values.Missing(typeof(Column)).Except(["Asc", "AscNullsFirst", "AscNullsLast", "Desc", "DescNullsFirst", "DescNullsLast"]));
    }

    [SparkTheory, EachSpark]
    public void Every_literal_keeps_its_type_and_value(string version)
    {
        SparkSession spark = sessions.Get(version);
        var time = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2));
        object?[] values =
        [
            null, "text", true, (sbyte)-5, (short)-300, 70000, 1L << 40, 1.25f, double.MaxValue, 12.50m, new byte[] { 0, 255 }, new DateOnly(1969, 12, 31), time.AddTicks(1230),
            new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Unspecified),
        ];
        Row row = spark.Range(1).Select([.. values.Select((v, i) => Lit(v).As($"c{i}"))]).First();
        Assert.Equal(
            ["void", "string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal(4,2)", "binary", "date", "timestamp", "timestamp_ntz"],
            row.Schema.Select(f => f.DataType.SimpleString));
        for (int i = 0; i < values.Length; i++)
        {
            object? expected = values[i] is DateTimeOffset point ? point.ToUniversalTime() : values[i];
            Assert.True(RowValues.AreEqual(expected, row[i]), $"{row.Schema[i].DataType}: {expected} became {row[i]}");
        }

        Assert.Equal("c", spark.Range(1).Select(Lit('c')).First().GetAs<string>(0));
        Assert.Equal(time.UtcDateTime, spark.Range(1).Select(Lit(time.UtcDateTime)).First().GetAs<DateTime>(0));
        Assert.Throws<ArgumentException>(() => Lit(new object()));
    }

    [SparkTheory, EachSpark]
    public void Every_aggregate_gives_what_it_says(string version)
    {
        DataFrame frame = sessions.Get(version).Sql("SELECT * FROM VALUES (1, 'a'), (3, 'b'), (3, CAST(NULL AS STRING)) AS t(v, s)");
        Row row = frame.Agg(
            Count(Col("s")), Count("v"), Sum("v"), Avg("v"), Mean(Col("v")), Min("v"), Max("v"), SortArray(CollectList("v")), SortArray(CollectSet("v")), Functions.Round(StdDev("v"), 3),
            Functions.Round(Variance("v"), 3), ApproxCountDistinct("v"), SumDistinct(Col("v")), CountDistinct("v", "s"), CountDistinct(Col("v")), First(Col("s"), true), Last(Col("s"), true), CountIf(Col("v") == 3), MaxBy(Col("v"), Col("v")), MinBy(Col("s"), Col("v"))).First();
        Assert.Equal("[2,3,7,2.3333333333333335,2.3333333333333335,1,3,[1, 3, 3],[1, 3],1.155,1.333,2,4,2,2,a,b,2,3,a]", row.ToString());
        Assert.Equal(["[a,1]", "[null,3]"], frame.GroupBy("s").Agg(Sum("v").As("n")).Where(Col("s").IsNull() | (Col("s") == "a")).OrderBy(Col("s").DescNullsLast()).Collect().Select(r => r.ToString()));
        DataFrame windows = sessions.Get(version).Sql("SELECT TIMESTAMP'2024-01-01 00:07:00' AS ts").GroupBy(Window(Col("ts"), "5 minutes")).Count();
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 5, 0, TimeSpan.Zero), windows.First().GetAs<Row>("window").GetAs<DateTimeOffset>("start"));
    }

    [SparkTheory, EachSpark]
    public void Every_generator_gives_a_row_for_each_element(string version)
    {
        DataFrame frame = sessions.Get(version).Sql("SELECT array('x', 'y') AS a, CAST(NULL AS ARRAY<STRING>) AS n, array(named_struct('p', 1, 'q', 2)) AS s");
        Assert.Equal(["[x]", "[y]"], frame.Select(Explode(Col("a"))).Collect().Select(r => r.ToString()));
        Assert.Empty(frame.Select(Explode(Col("n"))).Collect());
        Assert.Equal(["[null]"], frame.Select(ExplodeOuter(Col("n"))).Collect().Select(r => r.ToString()));
        Assert.Equal(["[0,x]", "[1,y]"], frame.Select(PosExplode(Col("a"))).Collect().Select(r => r.ToString()));
        Assert.Equal(["at", "what"], frame.Select(PosExplode(Col("a")).As(["at", "what"])).Columns());
        Assert.Equal(["[null,null]"], frame.Select(PosExplodeOuter(Col("n"))).Collect().Select(r => r.ToString()));
        Assert.Equal(["[1,2]"], frame.Select(Inline(Col("s"))).Collect().Select(r => r.ToString()));
    }

    [SparkTheory, EachSpark]
    public void Every_order_is_the_one_asked_for(string version)
    {
        DataFrame frame = sessions.Get(version).Sql("SELECT * FROM VALUES (2), (NULL), (1) AS t(v)");
        (Column Order, string Expected)[] orders =
        [
            (Asc("v"), "null 1 2"), (Desc("v"), "2 1 null"), (Col("v").Asc(), "null 1 2"), (Col("v").AscNullsFirst(), "null 1 2"), (Col("v").AscNullsLast(), "1 2 null"),
            (Col("v").Desc(), "2 1 null"), (Col("v").DescNullsFirst(), "null 2 1"), (Col("v").DescNullsLast(), "2 1 null"),
        ];
        Assert.All(orders, o => Assert.Equal(o.Expected, string.Join(' ', frame.OrderBy(o.Order).Collect().Select(r => r[0]?.ToString() ?? "null"))));
    }

    [SparkTheory, EachSpark]
    public void A_column_of_a_name_that_does_not_exist_is_an_error_that_lists_names(string version)
    {
        DataFrame frame = sessions.Get(version).Sql(OneRow);
        JavaException refused = Assert.Throws<JavaException>(() => frame.Select("dayy"));
        Assert.True(refused.IsAnalysisError);
        string first = refused.Message.Split('\n')[0];
        Assert.Contains("dayy", first, StringComparison.Ordinal);
        Assert.Contains("`day`", first, StringComparison.Ordinal);
        Assert.Throws<JavaException>(() => frame["dayy"]);
        Assert.Throws<JavaException>(() => frame.Select(Expr("1 +")));
    }
}
