using System.Globalization;
using SparkNer.Arrow;

namespace SparkNer.Spark.Tests.Support;

/// <summary>Small Arrow data.</summary>
internal static class TestData
{
    /// <summary>Columns of nullable texts.</summary>
    public static ArrowSchema Schema(params string[] names) => new(new FieldList([.. names.Select(n => new ArrowField(n, new ArrowType.Utf8()))]));

    public static ArrowArray Texts(params string?[] texts)
    {
        using var builder = new Utf8Builder();
        foreach (string? text in texts)
        {
            if (text is null)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(text);
            }
        }

        return builder.Finish();
    }

    public static ArrowArray Ints(params int[] values)
    {
        using var builder = new FixedWidthBuilder<int>(new ArrowType.Int(32));
        foreach (int value in values)
        {
            builder.Append(value);
        }

        return builder.Finish();
    }

    public static RecordBatch Batch(params ArrowArray[] columns) => new(columns[0].Length, columns);

    /// <summary>Rows as mapInArrow gets them: one struct of the columns <c>id</c> and <c>text</c>.</summary>
    public static (ArrowSchema Schema, RecordBatch Batch) Rows(params (int Id, string? Text)[] rows)
    {
        var type = new ArrowType.Struct(new ArrowField("id", new ArrowType.Int(32)), new ArrowField("text", new ArrowType.Utf8()));
        ArrowArray[] children = [Ints([.. rows.Select(r => r.Id)]), Texts([.. rows.Select(r => r.Text)])];
        return (new ArrowSchema(new ArrowField("struct", type, false)), Batch(new ArrowArray(type, rows.Length, default, [], children)));
    }

    /// <summary>A row of an array as JSON.</summary>
    public static string Json(ArrowArray array, int row)
    {
        if (array.IsNull(row))
        {
            return "null";
        }

        switch (array.Type)
        {
            case ArrowType.Utf8:
                return System.Text.Json.JsonSerializer.Serialize(array.Text(row));
            case ArrowType.Int { BitWidth: 32 }:
                return array.Value<int>(row).ToString(CultureInfo.InvariantCulture);
            case ArrowType.Float { BitWidth: 32 }:
                return System.Text.Json.JsonSerializer.Serialize(array.Value<float>(row));
            case ArrowType.Struct type:
                return "{" + string.Join(",", type.Fields.Select((f, i) => $"\"{f.Name}\":{Json(array.Field(i), row)}")) + "}";
            case ArrowType.List:
                return "[" + string.Join(",", Elements(array, row).Select(e => Json(array.Children[0], e))) + "]";
            case ArrowType.Map:
                return "{" + string.Join(",", Elements(array, row).Select(e =>
                    $"{Json(array.Children[0].Field(0), e)}:{Json(array.Children[0].Field(1), e)}")) + "}";
            default:
                throw new NotSupportedException(array.Type.ToString());
        }
    }

    private static IEnumerable<int> Elements(ArrowArray array, int row)
    {
        (long start, long length) = array.Range(row);
        return Enumerable.Range((int)start, (int)length);
    }
}
