using SparkNer.IntegrationTests.Support;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.IntegrationTests.SqlApi;

/// <summary>Values and schemas there and back.</summary>
[Collection(SqlSessions.Name)]
public sealed class RowTests(SqlSessions sessions)
{
    private static readonly StructType Schema = new(
        new StructField("b", new BooleanType()),
        new StructField("i8", new ByteType()),
        new StructField("i16", new ShortType()),
        new StructField("i32", new IntegerType(), false),
        new StructField("i64", new LongType(), true, Metadata.Of("comment", "eight bytes")),
        new StructField("f", new FloatType()),
        new StructField("d", new DoubleType()),
        new StructField("dec", new DecimalType(38, 10)),
        new StructField("s", new StringType()),
        new StructField("bin", new BinaryType()),
        new StructField("day", new DateType()),
        new StructField("ts", new TimestampType()),
        new StructField("ntz", new TimestampNtzType()),
        new StructField("list", new ArrayType(new IntegerType(), false)),
        new StructField("map", new MapType(new StringType(), new ArrayType(new DoubleType()))),
        new StructField("st", new StructType(new StructField("x", new IntegerType(), false), new StructField("y", new ArrayType(new StringType())))));

    private static object?[] Values => [
        true, sbyte.MinValue, short.MaxValue, 7, long.MinValue, 1.5f, double.NaN, 12345678901234.5000000001m, "Zoë 😀\0\n", new byte[] { 0, 1, 255 },
        new DateOnly(1, 1, 1), new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero), new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(10),
        new object?[] { 1, -1 }, new Dictionary<object, object?> { ["k"] = new object?[] { 1.25, null }, ["n"] = null },
        new GenericRow(5, new object?[] { "a", null })];

    [SparkTheory, EachSpark]
    public void Rows_of_every_type_come_back_as_they_went_with_their_schema(string version)
    {
        SparkSession spark = sessions.Get(version);
        object?[] nulls = [.. Values.Select((v, i) => Schema[i].IsNullable ? null : v)];
        DataFrame frame = spark.CreateDataFrame([new GenericRow(Values), new GenericRow(nulls)], Schema);
        Assert.Equal(Schema, frame.Schema());
        Row[] rows = [.. frame.Collect()];
        Assert.Equal(2, rows.Length);
        for (int i = 0; i < Schema.Count; i++)
        {
            object? expected = Values[i] is GenericRow row ? new Row((StructType)Schema[i].DataType, row.Values) : Values[i];
            Assert.True(RowValues.AreEqual(expected, rows[0][i]), $"{Schema[i].Name}: {RowValues.Text(expected)} became {RowValues.Text(rows[0][i])}");
            Assert.Equal(Schema[i].IsNullable, rows[1].IsNullAt(i));
        }

        Assert.Equal(rows, frame.ToLocalIterator());
        Assert.Equal(rows, spark.CreateDataFrame(rows).Collect());
        Assert.Equal(Schema.TreeString(), TreeOf(frame));
    }

    [SparkTheory, EachSpark]
    public void Many_rows_in_many_partitions_keep_their_order(string version)
    {
        DataFrame frame = sessions.Get(version).Range(0, 20_000, 1, 7);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), frame.Collect().Select(r => r.GetAs<long>("id")));
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => (long)i), frame.ToLocalIterator(prefetchPartitions: true).Select(r => r.GetAs<long>(0)));
        Assert.Equal([0L, 1L], frame.ToLocalIterator().Take(2).Select(r => r.GetAs<long>(0)));
        Assert.Equal(20_000, sessions.Get(version).CreateDataFrame(Enumerable.Range(0, 20_000)).Count());
    }

    [SparkTheory, EachSpark]
    public void Values_that_a_program_cannot_hold_are_errors_that_name_the_column(string version)
    {
        SparkSession spark = sessions.Get(version);
        Assert.Contains("'big'", Assert.Throws<InvalidCastException>(() => spark.Sql("SELECT CAST('123456789012345678901234567890.12345678' AS DECIMAL(38,8)) AS big").Collect()).Message, StringComparison.Ordinal);
        Assert.Contains("'late'", Assert.Throws<InvalidCastException>(() => spark.Sql("SELECT date_add(DATE'9999-12-31', 1) AS late").Collect()).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1, column 'i32' is null", Assert.Throws<ArgumentException>(
            () => spark.CreateDataFrame([new GenericRow(1), new GenericRow([null])], new StructType(new StructField("i32", new IntegerType(), false)))).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0, column 'i'", Assert.Throws<ArgumentException>(
            () => spark.CreateDataFrame([new GenericRow("x")], new StructType(new StructField("i", new IntegerType())))).Message, StringComparison.Ordinal);
    }

    [SparkTheory, EachSpark]
    public void Types_of_other_columns_come_back_too(string version)
    {
        SparkSession spark = sessions.Get(version);
        Row row = spark.Sql("SELECT INTERVAL '1 02:03:04' DAY TO SECOND AS dt, INTERVAL '2-3' YEAR TO MONTH AS ym, array() AS empty, NULL AS nothing").First();
        Assert.Equal("interval day to second,interval year to month,array<void>,void", string.Join(',', row.Schema.Select(f => f.DataType.SimpleString)));
        Assert.Equal(new TimeSpan(1, 2, 3, 4), row["dt"]);
        Assert.Equal(27, row["ym"]);
        Assert.Empty(row.GetAs<object?[]>("empty"));
        Assert.Null(row["nothing"]);
    }

    [SparkTheory, EachSpark(From = "4.0")]
    public void A_calendar_interval_comes_back_as_its_parts(string version) => Assert.Equal(
        new CalendarInterval(14, 4, 1_500_000),
        sessions.Get(version).Sql("SELECT make_interval(1, 2, 0, 4, 0, 0, 1.5)").First()[0]);

    [SparkTheory, EachSpark(From = "4.0")]
    public void A_variant_comes_back_as_its_parts(string version)
    {
        Row row = sessions.Get(version).Sql("SELECT parse_json('{\"a\":1}') AS v").First();
        Assert.IsType<VariantType>(row.Schema["v"].DataType);
        Assert.NotEmpty(row.GetAs<Row>("v").GetAs<byte[]>("value"));
        Assert.NotEmpty(row.GetAs<Row>("v").GetAs<byte[]>("metadata"));
    }

    [SparkTheory, EachSpark]
    public void Our_reading_of_SQL_types_is_Sparks(string version)
    {
        SparkSession spark = sessions.Get(version);
        string[] types =
        [
            "int", "BIGINT", "decimal(12, 3)", "decimal", "array<struct<a: int, `b c`: map<string, array<double>>>>", "struct<>", "varchar(7)", "char(3)", "interval day to second",
            "interval year", "timestamp_ntz", "struct<x int not null comment 'it\\'s', y: binary>", "a int not null comment 'x \\'y\\'', `strange``name` array<string>", "id bigint, text string",
        ];
        Assert.All(types, text =>
        {
            using var java = (SparkNer.Spark.Gateway.JavaObject)spark.Gateway.CallStatic("org.apache.spark.sql.types.DataType", "fromDDL", text)!;
            DataType ours = DataType.FromDDL(text);
            Assert.Equal(java.Call<string>("json"), ours.Json);
            if (version[0] != '3')
            {
                // Older ones leave the nullability of nested fields out.
                Assert.Equal(java.Call<string>("sql"), ours.Sql);
            }

            Assert.Equal(java.Call<string>("simpleString"), ours.SimpleString);
            if (ours is StructType { Count: > 0 } columns)
            {
                Assert.Equal(java.Call<string>("treeString"), columns.TreeString());
                Assert.Equal(java.Call<string>("toDDL"), columns.ToDDL());
                using var again = (SparkNer.Spark.Gateway.JavaObject)spark.Gateway.CallStatic("org.apache.spark.sql.types.DataType", "fromDDL", columns.ToDDL())!;
                Assert.Equal(java.Call<string>("json"), again.Call<string>("json"));
            }
        });
    }

    private static string TreeOf(DataFrame frame)
    {
        using SparkNer.Spark.Gateway.JavaObject schema = frame.Reference.Call<SparkNer.Spark.Gateway.JavaObject>("schema");
        return schema.Call<string>("treeString");
    }
}
