using SparkNer.Arrow;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Ner;

/// <summary>Spark's types of what functions give.</summary>
internal static class ResultTypes
{
    /// <summary>A type as the driver declares it, nested nullability included.</summary>
    /// <exception cref="NotSupportedException">No function gives this type.</exception>
    public static DataType Of(ArrowType type) => type switch
    {
        ArrowType.Utf8 => new StringType(),
        ArrowType.Bool => new BooleanType(),
        ArrowType.Int { IsSigned: true, BitWidth: 32 } => new IntegerType(),
        ArrowType.Int { IsSigned: true, BitWidth: 64 } => new LongType(),
        ArrowType.Float { BitWidth: 32 } => new FloatType(),
        ArrowType.Float { BitWidth: 64 } => new DoubleType(),
        ArrowType.List list => new ArrayType(Of(list.Item.Type), list.Item.IsNullable),
        ArrowType.Map { Entries.Type: ArrowType.Struct entries } => new MapType(Of(entries.Fields[0].Type), Of(entries.Fields[1].Type), entries.Fields[1].IsNullable),
        ArrowType.Struct fields => new StructType(fields.Fields.Select(f => new StructField(f.Name, Of(f.Type), f.IsNullable))),
        _ => throw new NotSupportedException($"Functions do not give {type}."),
    };
}
