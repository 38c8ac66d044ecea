using System.Globalization;

namespace SparkNer.Spark.Sql.Types;

/// <summary>A type without parts.</summary>
public abstract record AtomicType : DataType
{
    private protected AtomicType()
    {
    }
}

/// <summary>Nothing but nulls.</summary>
public sealed record NullType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "void";
}

/// <summary>Text.</summary>
/// <param name="Collation">How values compare (Spark 4.0 and later); null: byte by byte.</param>
public sealed record StringType(string? Collation = null) : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => Collation is null ? "string" : $"string collate {Collation}";

    /// <inheritdoc/>
    public override string Sql => Collation is null ? "STRING" : $"STRING COLLATE {Collation}";
}

/// <summary>Text of one length, padded with spaces.</summary>
/// <param name="Length">The length in characters.</param>
public sealed record CharType(int Length) : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => string.Create(CultureInfo.InvariantCulture, $"char({Length})");
}

/// <summary>Text up to a length.</summary>
/// <param name="Length">The greatest length in characters.</param>
public sealed record VarcharType(int Length) : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => string.Create(CultureInfo.InvariantCulture, $"varchar({Length})");
}

/// <summary>Bytes.</summary>
public sealed record BinaryType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "binary";
}

/// <summary>True or false.</summary>
public sealed record BooleanType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "boolean";
}

/// <summary>A day.</summary>
public sealed record DateType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "date";
}

/// <summary>A time of day (Spark 4.1 and later).</summary>
/// <param name="Precision">Digits of the seconds' fraction, 0 to 6.</param>
public sealed record TimeType(int Precision = 6) : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => string.Create(CultureInfo.InvariantCulture, $"time({Precision})");
}

/// <summary>A point in time, in microseconds.</summary>
public sealed record TimestampType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "timestamp";
}

/// <summary>A date and time of day without a time zone, in microseconds.</summary>
public sealed record TimestampNtzType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "timestamp_ntz";
}

/// <summary>Months, days and microseconds beside each other.</summary>
public sealed record CalendarIntervalType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "interval";
}

/// <summary>An interval of one kind, from one unit to another: <c>interval day to second</c>, <c>interval year</c>.</summary>
/// <param name="From">The greatest unit: year, month, day, hour, minute or second.</param>
/// <param name="To">The smallest unit, of the same kind.</param>
public sealed record IntervalType(string From, string To) : AtomicType
{
    /// <summary>Whether it counts months; otherwise microseconds.</summary>
    public bool IsYearMonth => From is "year" or "month";

    /// <inheritdoc/>
    public override string TypeName => From == To ? $"interval {From}" : $"interval {From} to {To}";
}

/// <summary>A value of any shape (Spark 4.0 and later).</summary>
public sealed record VariantType : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => "variant";
}

/// <summary>A type of a newer Spark that is known by its name only; carried as it is.</summary>
/// <param name="Name">The name in Spark's JSON.</param>
public sealed record OtherType(string Name) : AtomicType
{
    /// <inheritdoc/>
    public override string TypeName => Name;
}
