using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;

namespace SparkNer.Files;

/// <summary>Spark's types beside DuckDB's, as Spark's row schema names them.</summary>
internal static class SparkTypes
{
    /// <summary>The Spark type of a column, as it stands in the schema's JSON: what Spark takes the Parquet type for that DuckDB writes.</summary>
    public static JsonNode Of(DuckType type) => type.Id switch
    {
        DuckTypeId.Boolean => "boolean",
        DuckTypeId.TinyInt => "byte",
        DuckTypeId.SmallInt or DuckTypeId.UTinyInt => "short",
        DuckTypeId.Integer or DuckTypeId.USmallInt => "integer",
        DuckTypeId.BigInt or DuckTypeId.UInteger => "long",
        DuckTypeId.UBigInt => "decimal(20,0)",
        DuckTypeId.Float => "float",
        // DuckDB writes its 128-bit integers as DOUBLE.
        DuckTypeId.Double or DuckTypeId.HugeInt or DuckTypeId.UHugeInt => "double",
        DuckTypeId.Decimal => $"decimal({type.Width},{type.Scale})",
        DuckTypeId.Blob or DuckTypeId.Uuid or DuckTypeId.Interval or DuckTypeId.Bit => "binary",
        DuckTypeId.Date => "date",
        DuckTypeId.TimestampTz => "timestamp",
        DuckTypeId.Timestamp or DuckTypeId.TimestampS or DuckTypeId.TimestampMs or DuckTypeId.TimestampNs => "timestamp_ntz",
        DuckTypeId.Time or DuckTypeId.TimeTz => "time(6)",
        DuckTypeId.List or DuckTypeId.Array => Array(Of(type.Children[0]), containsNull: true),
        DuckTypeId.Map => Map(Of(type.Children[0]), Of(type.Children[1])),
        DuckTypeId.Struct => Struct(type.Names.Zip(type.Children, (n, t) => Field(n, Of(t)))),
        _ => "string",
    };

    /// <summary>A field of a row or a struct.</summary>
    public static JsonObject Field(string name, JsonNode type, bool nullable = true, JsonObject? metadata = null) => new()
    {
        ["metadata"] = metadata ?? [],
        ["name"] = name,
        ["nullable"] = nullable,
        ["type"] = type,
    };

    public static JsonObject Struct(IEnumerable<JsonObject> fields) => new()
    {
        ["fields"] = new JsonArray([.. fields]),
        ["type"] = "struct",
    };

    public static JsonObject Array(JsonNode element, bool containsNull) => new()
    {
        ["containsNull"] = containsNull,
        ["elementType"] = element,
        ["type"] = "array",
    };

    public static JsonObject Map(JsonNode key, JsonNode value) => new()
    {
        ["keyType"] = key,
        ["type"] = "map",
        ["valueContainsNull"] = true,
        ["valueType"] = value,
    };

    /// <summary>A column's type as it is to be written, where Spark's schema in the input says more than DuckDB sees: Spark's usual time stamps (INT96) look like
    /// ones without a time zone, but are points in time.</summary>
    public static DuckType Merge(DuckType type, JsonNode? spark)
    {
        switch (type.Id)
        {
            case DuckTypeId.Timestamp when spark is JsonValue value && value.TryGetValue(out string? name) && name == "timestamp":
                return new DuckType(DuckTypeId.TimestampTz);
            case DuckTypeId.List when (((spark as JsonObject)?["elementType"]) is { } element):
                return type with { Children = [Merge(type.Children[0], element)] };
            case DuckTypeId.Map when spark is JsonObject:
                return type with { Children = [Merge(type.Children[0], spark["keyType"]), Merge(type.Children[1], spark["valueType"])] };
            case DuckTypeId.Struct when (((spark as JsonObject)?["fields"]) is JsonArray fields):
                var children = new List<DuckType>();
                for (int i = 0; i < type.Children.Count; i++)
                {
                    JsonNode? field = fields.FirstOrDefault(f => f?["name"] is JsonValue v && v.TryGetValue(out string? n) && n == type.Names[i]);
                    children.Add(Merge(type.Children[i], field?["type"]));
                }

                return type with { Children = children };
            default:
                return type;
        }
    }
}
