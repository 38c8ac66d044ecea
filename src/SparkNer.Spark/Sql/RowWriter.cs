using System.Collections;
using SparkNer.Arrow;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Makes an Arrow array of values, for rows that come from this program. Values are as <see cref="Row"/> documents, or numbers and lists that fit.</summary>
internal sealed class RowWriter
{
    private readonly Action<object?, string> _append;

    private RowWriter(ArrowArrayBuilder builder, bool isNullable, Action<object, string> append)
    {
        Builder = builder;
        _append = (value, where) =>
        {
            if (value is not null)
            {
                append(value, where);
            }
            else if (isNullable)
            {
                builder.AppendNull();
            }
            else
            {
                throw new ArgumentException($"{where} is null, but the schema says that it never is.");
            }
        };
    }

    public ArrowArrayBuilder Builder { get; }

    public static RowWriter For(StructField field) => For(field.DataType, field.IsNullable, field.Name);

    /// <exception cref="ArgumentException">The value does not fit.</exception>
    public void Append(object? value, string where) => _append(value, where);

    private static RowWriter For(DataType type, bool nullable, string name) => type switch
    {
        BooleanType => Bool(nullable),
        ByteType => Fixed<sbyte, sbyte>(new ArrowType.Int(8), nullable, v => v),
        ShortType => Fixed<short, short>(new ArrowType.Int(16), nullable, v => v),
        IntegerType => Fixed<int, int>(new ArrowType.Int(32), nullable, v => v),
        LongType => Fixed<long, long>(new ArrowType.Int(64), nullable, v => v),
        FloatType => Fixed<float, float>(new ArrowType.Float(32), nullable, v => v),
        DoubleType => Fixed<double, double>(new ArrowType.Float(64), nullable, v => v),
        DecimalType number => Decimal(number, nullable),
        DateType => Fixed<DateOnly, int>(new ArrowType.Date(), nullable, v => v.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        TimestampType => Fixed<DateTimeOffset, long>(new ArrowType.Timestamp(TimeUnit.Microsecond, "UTC"), nullable, v => Microseconds(v.UtcDateTime)),
        TimestampNtzType => Fixed<DateTime, long>(new ArrowType.Timestamp(TimeUnit.Microsecond, null), nullable, Microseconds),
        StringType or CharType or VarcharType => Text(nullable),
        BinaryType => Binary(nullable),
        ArrayType array => List(array, nullable, name),
        MapType map => Map(map, nullable, name),
        StructType fields => Struct(fields, nullable, name),
        _ => throw new NotSupportedException($"Column '{name}' is of type {type}, which rows of a program cannot have. Use a string and Cast."),
    };

    private static RowWriter Bool(bool nullable)
    {
        var builder = new BoolBuilder();
        return new RowWriter(builder, nullable, (v, w) => builder.Append(As<bool>(v, w)));
    }

    private static RowWriter Fixed<TValue, TStored>(ArrowType type, bool nullable, Func<TValue, TStored> stored)
        where TValue : notnull
        where TStored : unmanaged
    {
        var builder = new FixedWidthBuilder<TStored>(type);
        return new RowWriter(builder, nullable, (v, w) => builder.Append(stored(As<TValue>(v, w))));
    }

    private static RowWriter Decimal(DecimalType type, bool nullable)
    {
        var builder = new FixedWidthBuilder<Int128>(new ArrowType.Decimal(type.Precision, type.Scale));
        return new RowWriter(builder, nullable, (v, w) => builder.Append(Unscaled(As<decimal>(v, w), type, w)));
    }

    private static Int128 Unscaled(decimal value, DecimalType type, string where)
    {
        Int128 unscaled = value.Scale <= type.Scale
            ? Mantissa(value) * Power(type.Scale - value.Scale)
            : value == decimal.Round(value, Math.Min(type.Scale, 28)) ? Mantissa(value) / Power(value.Scale - type.Scale) : Power(type.Precision);
        return Int128.Abs(unscaled) < Power(type.Precision) ? unscaled : throw new ArgumentException($"{where} is {value}, which {type} cannot hold.");
    }

    private static Int128 Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var size = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return value < 0 ? -size : size;
    }

    private static Int128 Power(int digits)
    {
        Int128 power = 1;
        for (int i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static RowWriter Text(bool nullable)
    {
        var builder = new Utf8Builder();
        return new RowWriter(builder, nullable, (v, w) => builder.Append(As<string>(v, w)));
    }

    /// <summary>Spark reads the batches by the schema that it is given as JSON; the buffers of bytes are those of text.</summary>
    private static RowWriter Binary(bool nullable)
    {
        var builder = new Utf8Builder();
        return new RowWriter(builder, nullable, (v, w) => builder.AppendUtf8(As<byte[]>(v, w)));
    }

    private static RowWriter List(ArrayType type, bool nullable, string name)
    {
        RowWriter element = For(type.ElementType, type.ContainsNull, $"{name}.element");
        var builder = new ListBuilder(new ArrowType.List(new ArrowField("element", element.Builder.Type, type.ContainsNull)), element.Builder);
        return new RowWriter(builder, nullable, (v, w) =>
        {
            int index = 0;
            foreach (object? item in v as IEnumerable ?? throw Misfit(v, w, "list"))
            {
                element.Append(item, $"{w}[{index++}]");
            }

            builder.EndRow();
        });
    }

    private static RowWriter Map(MapType type, bool nullable, string name)
    {
        RowWriter key = For(type.KeyType, false, $"{name}.key");
        RowWriter value = For(type.ValueType, type.ValueContainsNull, $"{name}.value");
        var entry = new ArrowType.Struct(new ArrowField("key", key.Builder.Type, false), new ArrowField("value", value.Builder.Type, type.ValueContainsNull));
        var entries = new StructBuilder(entry, key.Builder, value.Builder);
        var builder = new ListBuilder(new ArrowType.Map(new ArrowField("entries", entry, false)), entries);
        return new RowWriter(builder, nullable, (v, w) =>
        {
            foreach ((object k, object? item) in Entries(v, w))
            {
                key.Append(k, $"A key of {w}");
                value.Append(item, $"{w}[{k}]");
                entries.EndRow();
            }

            builder.EndRow();
        });
    }

    private static IEnumerable<(object Key, object? Value)> Entries(object value, string where)
    {
        switch (value)
        {
            case IReadOnlyDictionary<object, object?> map:
                return map.Select(p => (p.Key, p.Value));
            case IDictionary map:
                return map.Keys.Cast<object>().Select(k => (k, map[k]));
            default:
                throw Misfit(value, where, "dictionary");
        }
    }

    private static RowWriter Struct(StructType type, bool nullable, string name)
    {
        RowWriter[] fields = [.. type.Select(f => For(f.DataType, f.IsNullable, $"{name}.{f.Name}"))];
        var arrow = new ArrowType.Struct(new FieldList([.. type.Select((f, i) => new ArrowField(f.Name, fields[i].Builder.Type, f.IsNullable))]));
        var builder = new StructBuilder(arrow, [.. fields.Select(f => f.Builder)]);
        return new RowWriter(builder, nullable, (v, w) =>
        {
            IReadOnlyList<object?> values = v switch
            {
                Row row => row.Values,
                GenericRow row => row.Values,
                _ => throw Misfit(v, w, "row"),
            };
            if (values.Count != fields.Length)
            {
                throw new ArgumentException($"{w} has {values.Count} values where the schema has {fields.Length}.");
            }

            for (int i = 0; i < fields.Length; i++)
            {
                fields[i].Append(values[i], $"{w}.{type[i].Name}");
            }

            builder.EndRow();
        });
    }

    private static long Microseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / (TimeSpan.TicksPerMillisecond / 1000);

    private static T As<T>(object value, string where)
        where T : notnull
    {
        try
        {
            return (T)RowValues.Convert(value, typeof(T), () => where)!;
        }
        catch (InvalidCastException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }

    private static ArgumentException Misfit(object value, string where, string wanted) => new($"{where} is a {value.GetType().Name}, not a {wanted}.");
}
