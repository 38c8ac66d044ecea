using System.Text.Json.Nodes;
using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>Spark's JSON form of types that functions give.</summary>
internal static class SparkTypeJson
{
    /// <summary>A type as <c>session.parseDataType</c> takes it, nested nullability included.</summary>
    /// <exception cref="NotSupportedException">No function gives this type.</exception>
    public static string Of(ArrowType type) => Node(type).ToJsonString();

    private static JsonNode Node(ArrowType type) => type switch
    {
        ArrowType.Utf8 => "string",
        ArrowType.Bool => "boolean",
        ArrowType.Int { IsSigned: true, BitWidth: 32 } => "integer",
        ArrowType.Int { IsSigned: true, BitWidth: 64 } => "long",
        ArrowType.Float { BitWidth: 32 } => "float",
        ArrowType.Float { BitWidth: 64 } => "double",
        ArrowType.List list => new JsonObject
        {
            ["type"] = "array",
            ["elementType"] = Node(list.Item.Type),
            ["containsNull"] = list.Item.IsNullable,
        },
        ArrowType.Map { Entries.Type: ArrowType.Struct entries } => new JsonObject
        {
            ["type"] = "map",
            ["keyType"] = Node(entries.Fields[0].Type),
            ["valueType"] = Node(entries.Fields[1].Type),
            ["valueContainsNull"] = entries.Fields[1].IsNullable,
        },
        ArrowType.Struct fields => new JsonObject
        {
            ["type"] = "struct",
            ["fields"] = new JsonArray([.. fields.Fields.Select(Field)]),
        },
        _ => throw new NotSupportedException($"Functions do not give {type}."),
    };

    private static JsonObject Field(ArrowField field) => new()
    {
        ["name"] = field.Name,
        ["type"] = Node(field.Type),
        ["nullable"] = field.IsNullable,
        ["metadata"] = new JsonObject(),
    };
}
