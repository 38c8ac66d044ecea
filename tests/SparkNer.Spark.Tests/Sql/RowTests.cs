using FsCheck;
using FsCheck.Fluent;
using SparkNer.Arrow;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Tests.Sql;

/// <summary>Rows of Arrow arrays, and what can be asked of them.</summary>
public sealed class RowTests
{
    private static readonly StructType Nested = StructType.FromDDL("i int, s string, l array<bigint>, m map<string, double>, n struct<x: boolean, y: binary>");

    [Fact]
    public void Values_survive_arrays_and_come_back_equal() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<(int?, NonNull<string>[], long?[], double?[], bool?)[]>(),
        items =>
        {
            GenericRow[] rows = [.. items.Select(v => new GenericRow(
                v.Item1,
                v.Item2.Length == 0 ? null : string.Concat(v.Item2.Select(s => Sound(s.Get))),
                v.Item3.Length == 0 ? null : v.Item3.Select(x => (object?)x).ToArray(),
                v.Item4.Length == 0 ? null : v.Item4.Select((d, i) => (Key: (object)$"k{i}", Value: (object?)d)).ToDictionary(p => p.Key, p => p.Value),
                new GenericRow(v.Item5, v.Item5 is null ? null : BitConverter.GetBytes(v.Item1 ?? 0))))];
            Row[] back = [.. Through(rows, Nested)];
            var inner = (StructType)Nested[4].DataType;
            Assert.Equal(rows.Select(r => new Row(Nested, [.. r.Values.Take(4), new Row(inner, ((GenericRow)r.Values[4]!).Values)])), back);
        }));

    [Fact]
    public void Windows_and_nulls_are_read_where_they_are()
    {
        var elements = new FixedWidthBuilder<int>(new ArrowType.Int(32));
        using var builder = new ListBuilder(new ArrowType.List(new ArrowField("element", elements.Type)), elements);
        foreach (int[]? list in new int[]?[] { [1], null, [], [2, 3] })
        {
            if (list is null)
            {
                builder.AppendNull();
                continue;
            }

            foreach (int item in list)
            {
                elements.Append(item);
            }

            builder.EndRow();
        }

        using ArrowArray array = builder.Finish();
        using var batch = new RecordBatch(3, [array.Slice(1, 3)]);
        Assert.Equal(["[null]", "[[]]", "[[2, 3]]"], new RowReader(StructType.FromDDL("l array<int>")).Read(batch).Select(r => r.ToString()));
    }

    [Theory]
    [InlineData("12345", 2, "123.45")]
    [InlineData("-1", 10, "-0.0000000001")]
    [InlineData("100000000000000000000000000000000000000", 38, "1")]
    [InlineData("79228162514264337593543950335", 0, "79228162514264337593543950335")]
    [InlineData("-792281625142643375935439503350", 1, "-79228162514264337593543950335")]
    [InlineData("0", 38, "0")]
    public void Decimals_that_fit_are_exact(string unscaled, int scale, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), ScalarValues.Decimal(Int128.Parse(unscaled, System.Globalization.CultureInfo.InvariantCulture), scale, "c"));

    [Theory]
    [InlineData("79228162514264337593543950336", 0)]
    [InlineData("99999999999999999999999999999999999999", 38)]
    public void Decimals_that_do_not_fit_are_errors_that_name_the_column(string unscaled, int scale) =>
        Assert.Contains("'c'", Assert.Throws<InvalidCastException>(() => ScalarValues.Decimal(Int128.Parse(unscaled, System.Globalization.CultureInfo.InvariantCulture), scale, "c")).Message, StringComparison.Ordinal);

    [Fact]
    public void Values_are_given_as_the_types_that_can_hold_them()
    {
        var row = new Row(
            StructType.FromDDL("i int, d double, s string, l array<int>, m map<string, int>, n int, t timestamp, day date, deep array<array<string>>"),
            5, 1.5, "x", new object?[] { 1, 2 }, new Dictionary<object, object?> { ["k"] = 1 }, null, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateOnly(2024, 1, 1), new object?[] { new object?[] { "a", null } });
        Assert.Equal(5, row.GetAs<int>("i"));
        Assert.Equal(5L, row.GetAs<long>(0));
        Assert.Equal(5.0, row.GetAs<double>("i"));
        Assert.Equal(5, row.GetAs<int?>("i"));
        Assert.Null(row.GetAs<int?>("n"));
        Assert.Null(row.GetAs<string>("n"));
        Assert.Equal([1, 2], row.GetAs<int[]>("l"));
        Assert.Equal([1L, 2L], row.GetAs<List<long>>("l"));
        Assert.Equal([1L, 2L], row.GetAs<IReadOnlyList<long>>("l"));
        Assert.Equal(1, row.GetAs<IReadOnlyDictionary<string, int>>("m")["k"]);
        Assert.Equal(1L, row.GetAs<Dictionary<string, long>>("m")["k"]);
        Assert.Equal(DateTimeKind.Utc, row.GetAs<DateTime>("t").Kind);
        Assert.Equal(new DateTime(2024, 1, 1), row.GetAs<DateTime>("day"));
        Assert.Equal<string?>(["a", null], row.GetAs<string?[][]>("deep")[0].ToList());
        Assert.Contains("'d'", Assert.Throws<InvalidCastException>(() => row.GetAs<int>("d")).Message, StringComparison.Ordinal);
        Assert.Contains("'n' is null", Assert.Throws<InvalidCastException>(() => row.GetAs<int>("n")).Message, StringComparison.Ordinal);
        Assert.Contains("'s' is a String", Assert.Throws<InvalidCastException>(() => row.GetAs<int>("s")).Message, StringComparison.Ordinal);
        Assert.Contains("'i'", Assert.Throws<InvalidCastException>(() => row.GetAs<string>("i")).Message, StringComparison.Ordinal);
        Assert.Contains("i, d, s", Assert.Throws<ArgumentException>(() => row.Get("x")).Message, StringComparison.Ordinal);
        Assert.Contains("300, which no SByte can hold", Assert.Throws<InvalidCastException>(() => new Row(StructType.FromDDL("a int"), 300).GetAs<sbyte>(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_equal_by_value()
    {
        StructType schema = StructType.FromDDL("b binary, l array<int>, m map<string, int>");
        Row One(int x) => new(schema, new byte[] { 1 }, new object?[] { x, null }, new Dictionary<object, object?> { ["a"] = 1, ["b"] = 2 });
        var reordered = new Row(schema, new byte[] { 1 }, new object?[] { 1, null }, new Dictionary<object, object?> { ["b"] = 2, ["a"] = 1 });
        Assert.Equal(One(1), reordered);
        Assert.Equal(One(1).GetHashCode(), reordered.GetHashCode());
        Assert.NotEqual(One(1), One(2));
        Assert.Equal("[0x01,[1, null],{a -> 1, b -> 2}]", One(1).ToString());
        Assert.Throws<ArgumentException>(() => new Row(schema, 1));
    }

    [Theory]
    [InlineData("decimal(5,2)", "123.45", true)]
    [InlineData("decimal(5,2)", "123.450", true)]
    [InlineData("decimal(5,2)", "1234.5", false)]
    [InlineData("decimal(5,2)", "1.234", false)]
    [InlineData("decimal(38,38)", "0.5", true)]
    public void Decimals_go_where_they_fit(string type, string value, bool fits)
    {
        decimal number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        StructType schema = StructType.FromDDL($"c {type}");
        if (fits)
        {
            Assert.Equal(number, Through([new GenericRow(number)], schema).Single()[0]);
        }
        else
        {
            Assert.Contains(type, Assert.Throws<ArgumentException>(() => Through([new GenericRow(number)], schema).ToArray()).Message, StringComparison.Ordinal);
        }
    }

    private static string Sound(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static IEnumerable<Row> Through(GenericRow[] rows, StructType schema)
    {
        RowWriter[] columns = [.. schema.Select(RowWriter.For)];
        foreach (GenericRow row in rows)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i].Append(row.Values[i], schema[i].Name);
            }
        }

        using var batch = new RecordBatch(rows.Length, [.. columns.Select(c => c.Builder.Finish())]);
        foreach (Row row in new RowReader(schema).Read(batch))
        {
            yield return row;
        }
    }
}
