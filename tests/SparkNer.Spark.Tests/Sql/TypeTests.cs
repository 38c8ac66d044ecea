using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Spark.Sql.Types;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Sql;

/// <summary>Types as JSON, as SQL and as a tree.</summary>
public sealed class TypeTests
{
    public static TheoryData<string> GoldenSchemas => [.. Directory.GetFiles(Golden.PathOf("spark-nlp", "schema"), "*.schema.json").Select(p => Path.GetFileName(p)[..^".schema.json".Length]).Order()];

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Elements("a", "text", "Begin_1", "with space", "back`tick", "1", "1a", "dotted.name", "", "größe", "quote\"\\", "日本", "line\nfeed", "array"),
        ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(s => s.Get));

    private static readonly Gen<DataType> Atoms = Gen.OneOf(
        Gen.Elements<DataType>(
            new NullType(), new StringType(), new StringType("UTF8_LCASE"), new BinaryType(), new BooleanType(), new ByteType(), new ShortType(), new IntegerType(), new LongType(), new FloatType(),
            new DoubleType(), new DateType(), new TimestampType(), new TimestampNtzType(), new CalendarIntervalType(), new VariantType(), new IntervalType("day", "second"),
            new IntervalType("year", "month"), new IntervalType("month", "month"), new IntervalType("hour", "minute")),
        Gen.Choose(1, 38).Select(p => (DataType)new DecimalType(p, p / 2)),
        Gen.Choose(1, 500).Select(n => (DataType)new CharType(n)),
        Gen.Choose(1, 500).Select(n => (DataType)new VarcharType(n)),
        Gen.Choose(0, 6).Select(n => (DataType)new TimeType(n)));

    private static Gen<DataType> Types(int size) => size <= 0 ? Atoms : Gen.OneOf(
        Atoms,
        Types(size / 2).SelectMany(e => ArbMap.Default.GeneratorFor<bool>().Select(n => (DataType)new ArrayType(e, n))),
        Types(size / 2).SelectMany(k => Types(size / 2).SelectMany(v => ArbMap.Default.GeneratorFor<bool>().Select(n => (DataType)new MapType(k, v, n)))),
        Fields(size).Select(f => (DataType)new StructType(f)));

    private static Gen<StructField[]> Fields(int size) =>
        Names.SelectMany(n => Types(size / 3).SelectMany(t => ArbMap.Default.GeneratorFor<bool>().SelectMany(nullable => Comments.Select(c => new StructField(n, t, nullable, c))))).ArrayOf(Math.Min(4, size));

    private static Gen<Metadata?> Comments => Gen.OneOf(Gen.Constant<Metadata?>(null), Names.Select(Metadata? (n) => Metadata.Of("comment", n)));

    [Fact]
    public void JSON_reads_back_as_the_same_type() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Sized(Types).ToArbitrary(), type => DataType.FromJson(type.Json).Equals(type) && DataType.FromJson(type.Json).Json == type.Json));

    [Fact]
    public void JSON_is_JSON_with_every_letter_of_the_names() => Check.QuickThrowOnFailure(Prop.ForAll(
        Names.ToArbitrary(),
        name => JsonNode.Parse(new StructType(new StructField(name, new StringType())).Json)!["fields"]![0]!["name"]!.GetValue<string>() == name));

    [Fact]
    public void SQL_reads_back_as_the_same_columns_but_for_the_nullability_of_elements() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Sized(Fields).Where(f => f.Length > 0).Select(f => new StructType(f)).ToArbitrary(),
        type => StructType.FromDDL(type.ToDDL()).Equals(WithNullableElements(type)) && DataType.FromDDL(type.Sql).Equals(WithNullableElements(type))));

    [Theory]
    [MemberData(nameof(GoldenSchemas))]
    public void Spark_NLPs_schemas_are_read_whole_and_printed_as_Spark_prints_them(string name)
    {
        string json = File.ReadAllText(Golden.PathOf("spark-nlp", "schema", name + ".schema.json"));
        var type = (StructType)DataType.FromJson(json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(type.Json)));
        string tree = File.ReadAllText(Golden.PathOf("spark-nlp", "schema", name + ".printSchema.txt"));
        Assert.Equal(tree.TrimEnd('\n'), type.TreeString().TrimEnd('\n'));
        Assert.Equal("document", type["document"].Metadata.GetString("annotatorType"));
    }

    [Theory]
    [InlineData("int", "int")]
    [InlineData("INTEGER", "int")]
    [InlineData("Long", "bigint")]
    [InlineData("numeric(7)", "decimal(7,0)")]
    [InlineData("dec", "decimal(10,0)")]
    [InlineData("map<string, array<double>>", "map<string,array<double>>")]
    [InlineData("struct<`a b`:int not null, c real comment 'x'>", "struct<a b:int,c:float>")]
    [InlineData("struct<>", "struct<>")]
    [InlineData("interval hour to second", "interval hour to second")]
    [InlineData("interval", "interval")]
    [InlineData("timestamp_ltz", "timestamp")]
    [InlineData("string collate unicode_ci", "string collate unicode_ci")]
    [InlineData("id bigint, text string", "struct<id:bigint,text:string>")]
    public void Types_in_SQL_are_read_in_any_letter_case(string sql, string expected) => Assert.Equal(expected, DataType.FromDDL(sql).SimpleString);

    [Theory]
    [InlineData("array<int", "expected '>', found the end")]
    [InlineData("a intt", "position 2")]
    [InlineData("a int not", "expected NULL")]
    [InlineData("a int comment 5", "expected a text in quotes, found '5'")]
    [InlineData("`a int", "never closed")]
    [InlineData("a varchar", "expected '('")]
    [InlineData("a interval second to day", "interval")]
    [InlineData("a int,", "expected a name, found the end")]
    public void What_is_wrong_in_SQL_is_said_with_its_place(string sql, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => DataType.FromDDL(sql)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("nope{")]
    [InlineData("5")]
    [InlineData("\"array<int>\"")]
    [InlineData("""{"type":"list"}""")]
    [InlineData("""{"type":"array","elementType":"string"}""")]
    [InlineData("""{"type":"struct","fields":{}}""")]
    [InlineData("""{"type":"struct","fields":[5]}""")]
    [InlineData("""{"type":"struct","fields":[{"name":"a","type":"int","nullable":"yes"}]}""")]
    [InlineData("""{"type":"struct","fields":[{"name":"a","type":"int","nullable":true,"metadata":[]}]}""")]
    public void What_is_no_type_in_JSON_is_refused(string json) => Assert.Throws<FormatException>(() => DataType.FromJson(json));

    [Fact]
    public void Endless_nesting_is_refused()
    {
        Assert.Throws<FormatException>(() => DataType.FromDDL(string.Concat(Enumerable.Repeat("array<", 100_000))));
        Assert.Throws<FormatException>(() => DataType.FromJson(string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"elementType\":", 100_000))));
    }

    [Fact]
    public void Types_of_newer_Sparks_and_of_libraries_are_carried()
    {
        const string Json = """{"type":"struct","fields":[{"name":"g","type":"geometry(4326)","nullable":true,"metadata":{}},{"name":"v","type":{"type":"udt","class":"org.apache.spark.ml.linalg.VectorUDT","pyClass":"pyspark.ml.linalg.VectorUDT","sqlType":{"type":"struct","fields":[]}},"nullable":true,"metadata":{"n":1.50,"x":[null,{"y":"\u0001é"}]}}]}""";
        var type = (StructType)DataType.FromJson(Json);
        Assert.Equal(Json, type.Json);
        Assert.Equal(new OtherType("geometry(4326)"), type["g"].DataType);
        Assert.Equal(new StructType(), Assert.IsType<UserDefinedType>(type["v"].DataType).SqlType);
    }

    [Fact]
    public void Metadata_is_equal_in_any_order()
    {
        Assert.Equal(Metadata.FromJson("""{"a":1,"b":{"c":[2]}}"""), Metadata.FromJson("""{ "b": {"c":[2]}, "a": 1 }"""));
        Assert.NotEqual(Metadata.FromJson("""{"a":1}"""), Metadata.FromJson("""{"a":2}"""));
        Assert.Same(Metadata.Empty, Metadata.FromJson("{}"));
        Assert.Throws<FormatException>(() => Metadata.FromJson("[]"));
        Assert.Throws<FormatException>(() => Metadata.FromJson("{"));
    }

    [Fact]
    public void Nullability_counts_in_equality()
    {
        Assert.NotEqual<DataType>(new ArrayType(new IntegerType(), true), new ArrayType(new IntegerType(), false));
        Assert.NotEqual(new StructType(new StructField("a", new IntegerType())), new StructType(new StructField("a", new IntegerType(), false)));
        Assert.Equal(new StructType(new StructField("a", new IntegerType())), new StructType().Add("a", new IntegerType()));
        Assert.Contains("a, b", Assert.Throws<ArgumentException>(() => StructType.FromDDL("a int, b int")["c"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_ends_at_its_depth()
    {
        StructType type = StructType.FromDDL("a array<struct<b: map<string, int>>>, `c\td` int");
        Assert.Equal("root\n |-- a: array (nullable = true)\n |-- c\\td: integer (nullable = true)\n", type.TreeString(1));
        Assert.Equal(
            """
            root
             |-- a: array (nullable = true)
             |    |-- element: struct (containsNull = true)
             |    |    |-- b: map (nullable = true)
             |    |    |    |-- key: string
             |    |    |    |-- value: integer (valueContainsNull = true)
             |-- c\td: integer (nullable = true)

            """,
            type.TreeString());
    }

    // SQL has no word for elements and values that are never null.
    private static DataType WithNullableElements(DataType type) => type switch
    {
        ArrayType array => new ArrayType(WithNullableElements(array.ElementType)),
        MapType map => new MapType(WithNullableElements(map.KeyType), WithNullableElements(map.ValueType)),
        StructType fields => new StructType(fields.Select(f => f with { DataType = WithNullableElements(f.DataType) })),
        _ => type,
    };
}
