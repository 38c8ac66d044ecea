using System.Globalization;

namespace SparkNer.Spark.Sql.Types;

/// <summary>A number.</summary>
public abstract record NumericType : AtomicType
{
    private protected NumericType()
    {
    }
}

/// <summary>A whole number.</summary>
public abstract record IntegralType : NumericType
{
    private protected IntegralType()
    {
    }
}

/// <summary>A number with a fraction.</summary>
public abstract record FractionalType : NumericType
{
    private protected FractionalType()
    {
    }
}

/// <summary>A signed integer of 8 bits.</summary>
public sealed record ByteType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "byte";

    /// <inheritdoc/>
    public override string SimpleString => "tinyint";
}

/// <summary>A signed integer of 16 bits.</summary>
public sealed record ShortType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "short";

    /// <inheritdoc/>
    public override string SimpleString => "smallint";
}

/// <summary>A signed integer of 32 bits.</summary>
public sealed record IntegerType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "integer";

    /// <inheritdoc/>
    public override string SimpleString => "int";
}

/// <summary>A signed integer of 64 bits.</summary>
public sealed record LongType : IntegralType
{
    /// <inheritdoc/>
    public override string TypeName => "long";

    /// <inheritdoc/>
    public override string SimpleString => "bigint";
}

/// <summary>A floating point number of 32 bits.</summary>
public sealed record FloatType : FractionalType
{
    /// <inheritdoc/>
    public override string TypeName => "float";
}

/// <summary>A floating point number of 64 bits.</summary>
public sealed record DoubleType : FractionalType
{
    /// <inheritdoc/>
    public override string TypeName => "double";
}

/// <summary>A decimal number.</summary>
/// <param name="Precision">All digits, 1 to 38.</param>
/// <param name="Scale">Digits after the point.</param>
public sealed record DecimalType(int Precision = 10, int Scale = 0) : FractionalType
{
    /// <inheritdoc/>
    public override string TypeName => string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})");
}
