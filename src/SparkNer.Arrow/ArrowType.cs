namespace SparkNer.Arrow;

/// <summary>The type of a column: one of the nested records, which are all there are.</summary>
/// <remarks>Immutable; compared by value, nested fields included.</remarks>
public abstract record ArrowType
{
    private ArrowType()
    {
    }

    /// <summary>Nothing but nulls; no buffers.</summary>
    public sealed record Null : ArrowType;

    /// <summary>True or false, a bit a value.</summary>
    public sealed record Bool : ArrowType;

    /// <summary>A two's complement or unsigned integer of 8, 16, 32 or 64 bits.</summary>
    public sealed record Int(int BitWidth, bool IsSigned = true) : ArrowType;

    /// <summary>A floating point number of 16, 32 or 64 bits.</summary>
    public sealed record Float(int BitWidth) : ArrowType;

    /// <summary>A decimal number of 32, 64, 128 or 256 bits.</summary>
    public sealed record Decimal(int Precision, int Scale, int BitWidth = 128) : ArrowType;

    /// <summary>Days (32 bits) or milliseconds (64 bits) since 1970-01-01.</summary>
    public sealed record Date(bool IsMilliseconds = false) : ArrowType;

    /// <summary>A time of day of 32 bits (seconds, milliseconds) or 64 bits (microseconds, nanoseconds).</summary>
    public sealed record Time(TimeUnit Unit) : ArrowType;

    /// <summary>A point in time since 1970-01-01, 64 bits; with a time zone UTC, without one local time.</summary>
    public sealed record Timestamp(TimeUnit Unit, string? TimeZone) : ArrowType;

    /// <summary>An elapsed time, 64 bits.</summary>
    public sealed record Duration(TimeUnit Unit) : ArrowType;

    /// <summary>A calendar interval.</summary>
    public sealed record Interval(IntervalUnit Unit) : ArrowType;

    /// <summary>UTF-8 text with 32-bit offsets, or 64-bit ones if large.</summary>
    public sealed record Utf8(bool IsLarge = false) : ArrowType;

    /// <summary>Bytes with 32-bit offsets, or 64-bit ones if large.</summary>
    public sealed record Binary(bool IsLarge = false) : ArrowType;

    /// <summary>Bytes of one length.</summary>
    public sealed record FixedSizeBinary(int ByteWidth) : ArrowType;

    /// <summary>Lists with 32-bit offsets, or 64-bit ones if large; child 0 holds the elements.</summary>
    public sealed record List(ArrowField Item, bool IsLarge = false) : ArrowType;

    /// <summary>Lists of one length; child 0 holds the elements.</summary>
    public sealed record FixedSizeList(ArrowField Item, int Size) : ArrowType;

    /// <summary>Named fields; a child each.</summary>
    public sealed record Struct(FieldList Fields) : ArrowType
    {
        /// <summary>A struct of these fields.</summary>
        public Struct(params ReadOnlySpan<ArrowField> fields)
            : this(new FieldList(fields))
        {
        }
    }

    /// <summary>Maps; child 0 is a non-null struct of a non-null key and a value.</summary>
    public sealed record Map(ArrowField Entries, bool KeysSorted = false) : ArrowType
    {
        /// <summary>A map with the names that Spark uses: <c>entries</c>, <c>key</c>, <c>value</c>.</summary>
        public static Map Of(ArrowType key, ArrowType value, bool valueNullable = true) =>
            new(new ArrowField("entries", new Struct(new ArrowField("key", key, false), new ArrowField("value", value, valueNullable)), false));
    }
}
