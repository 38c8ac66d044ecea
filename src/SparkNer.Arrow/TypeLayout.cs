namespace SparkNer.Arrow;

/// <summary>How a type's values lie in memory.</summary>
internal static class TypeLayout
{
    /// <summary>The bytes of one value of a fixed-width type; -1 for all other types, booleans among them.</summary>
    public static int FixedWidth(ArrowType type) => type switch
    {
        ArrowType.Int t => t.BitWidth / 8,
        ArrowType.Float t => t.BitWidth / 8,
        ArrowType.Decimal t => t.BitWidth / 8,
        ArrowType.Date t => t.IsMilliseconds ? 8 : 4,
        ArrowType.Time t => TimeWidth(t.Unit) / 8,
        ArrowType.Timestamp or ArrowType.Duration => 8,
        ArrowType.Interval t => t.Unit switch { IntervalUnit.YearMonth => 4, IntervalUnit.DayTime => 8, _ => 16 },
        ArrowType.FixedSizeBinary t => t.ByteWidth,
        _ => -1,
    };

    /// <summary>The bits of a time of day.</summary>
    public static int TimeWidth(TimeUnit unit) => unit is TimeUnit.Second or TimeUnit.Millisecond ? 32 : 64;

    /// <summary>The bytes of one offset of a type that has offsets; 0 for all other types.</summary>
    public static int OffsetWidth(ArrowType type) => type switch
    {
        ArrowType.Utf8 t => t.IsLarge ? 8 : 4,
        ArrowType.Binary t => t.IsLarge ? 8 : 4,
        ArrowType.List t => t.IsLarge ? 8 : 4,
        ArrowType.Map => 4,
        _ => 0,
    };

    /// <summary>The child fields of a nested type.</summary>
    public static FieldList Children(ArrowType type) => type switch
    {
        ArrowType.List t => new FieldList(t.Item),
        ArrowType.FixedSizeList t => new FieldList(t.Item),
        ArrowType.Map t => new FieldList(t.Entries),
        ArrowType.Struct t => t.Fields,
        _ => FieldList.Empty,
    };
}
