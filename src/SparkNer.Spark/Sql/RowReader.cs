using SparkNer.Arrow;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Makes rows of Arrow batches.</summary>
internal sealed class RowReader
{
    private readonly StructType _schema;

    /// <summary>A reader of batches whose columns are this schema's.</summary>
    public RowReader(StructType schema) => _schema = schema;

    /// <summary>A batch's rows; they keep nothing of its memory.</summary>
    /// <exception cref="FormatException">The batch has other columns than the schema.</exception>
    /// <exception cref="InvalidCastException">A value is beyond what .NET's type for it holds.</exception>
    public IEnumerable<Row> Read(RecordBatch batch)
    {
        if (batch.Columns.Count != _schema.Count)
        {
            throw new FormatException($"Spark sent {batch.Columns.Count} columns where {_schema.Count} were expected.");
        }

        Func<int, object?>[] columns = [.. batch.Columns.Select((c, i) => Reader(c, _schema[i].DataType, _schema[i].Name))];
        for (int row = 0; row < batch.Length; row++)
        {
            yield return RowAt(_schema, columns, row);
        }
    }

    /// <summary>Reads a column's values by their row.</summary>
    internal static Func<int, object?> Reader(ArrowArray array, DataType type, string name)
    {
        if (type is UserDefinedType user)
        {
            return Reader(array, user.SqlType, name);
        }

        Func<int, object?> value = array.Type switch
        {
            ArrowType.Null => _ => null,
            ArrowType.Struct => Struct(array, type, name),
            ArrowType.List or ArrowType.FixedSizeList => List(array, type, name),
            ArrowType.Map => Map(array, type, name),
            ArrowType.Utf8 when type is BinaryType => row => array.Bytes(row).ToArray(),
            _ => ScalarValues.Reader(array, name),
        };
        return row => array.IsNull(row) ? null : value(row);
    }

    private static Row RowAt(StructType schema, Func<int, object?>[] columns, int row)
    {
        var values = new object?[columns.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = columns[i](row);
        }

        return new Row(schema, values);
    }

    private static Func<int, object?> Struct(ArrowArray array, DataType type, string name)
    {
        StructType schema = type switch
        {
            StructType given => given,
            VariantType => new StructType(array.Children.Select((c, i) => new StructField(((ArrowType.Struct)array.Type).Fields[i].Name, new BinaryType(), false))),
            _ => throw Mismatch(array, type, name),
        };
        if (schema.Count != array.Children.Count)
        {
            throw Mismatch(array, type, name);
        }

        Func<int, object?>[] fields = [.. schema.Select((f, i) => Reader(array.Field(i), f.DataType, $"{name}.{f.Name}"))];
        return row => RowAt(schema, fields, row);
    }

    private static Func<int, object?> List(ArrowArray array, DataType type, string name)
    {
        Func<int, object?> element = type is ArrayType { ElementType: var elementType }
            ? Reader(array.Children[0], elementType, $"{name}.element")
            : throw Mismatch(array, type, name);
        return row =>
        {
            (long start, long length) = array.Range(row);
            var values = new object?[length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = element((int)start + i);
            }

            return values;
        };
    }

    private static Func<int, object?> Map(ArrowArray array, DataType type, string name)
    {
        if (type is not MapType map)
        {
            throw Mismatch(array, type, name);
        }

        ArrowArray entries = array.Children[0];
        Func<int, object?> key = Reader(entries.Field(0), map.KeyType, $"{name}.key");
        Func<int, object?> value = Reader(entries.Field(1), map.ValueType, $"{name}.value");
        return row =>
        {
            (long start, long length) = array.Range(row);
            var values = new Dictionary<object, object?>((int)length, MapKeys.Comparer);
            for (int i = (int)start; i < start + length; i++)
            {
                values[key(i)!] = value(i);
            }

            return values;
        };
    }

    private static FormatException Mismatch(ArrowArray array, DataType type, string name) =>
        new($"Spark sent column '{name}' as {array.Type} where {type} was expected.");
}
