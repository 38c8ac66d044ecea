using System.Text.Json;

namespace SparkNer.Spark.Sql.Types;

/// <summary>Reads Spark's JSON form of types.</summary>
internal static class DataTypeJson
{
    /// <summary>Deeper than any schema; a hostile one must not overflow the stack.</summary>
    private const int MaxDepth = 512;

    public static DataType Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The type is not JSON: {e.Message}", e);
        }
    }

    private static DataType Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Named(value.GetString()!),
        JsonValueKind.Object => Text(value, "type") switch
        {
            "struct" => new StructType(Member(value, "fields", JsonValueKind.Array).EnumerateArray().Select(Field)),
            "array" => new ArrayType(Read(Member(value, "elementType")), Flag(value, "containsNull")),
            "map" => new MapType(Read(Member(value, "keyType")), Read(Member(value, "valueType")), Flag(value, "valueContainsNull")),
            "udt" => new UserDefinedType(Read(Member(value, "sqlType")), JsonText.Of(value)),
            string other => throw new FormatException($"'{other}' is no kind of type."),
        },
        _ => throw new FormatException($"A type is a name or an object, not {JsonText.Of(value)}."),
    };

    private static StructField Field(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? new StructField(
            Text(value, "name"),
            Read(Member(value, "type")),
            Flag(value, "nullable"),
            value.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind != JsonValueKind.Null ? Metadata.FromJson(metadata) : null)
        : throw new FormatException($"A field is an object, not {JsonText.Of(value)}.");

    /// <summary>A type that is only a name. JSON's names are DDL's, and some more; one of a newer Spark is carried as it is.</summary>
    private static DataType Named(string name)
    {
        switch (name)
        {
            case "null":
                return new NullType();
            case "calendarinterval":
                return new CalendarIntervalType();
        }

        try
        {
            DataType type = DdlParser.ParseType(name);
            return type is AtomicType ? type : throw new FormatException($"'{name}' is not a type's name.");
        }
        catch (FormatException) when (name.Length > 0 && !name.AsSpan().ContainsAny('<', '>', ':'))
        {
            return new OtherType(name);
        }
    }

    private static JsonElement Member(JsonElement owner, string name, JsonValueKind? kind = null) =>
        owner.TryGetProperty(name, out JsonElement value) && (kind is null || value.ValueKind == kind)
            ? value
            : throw new FormatException($"'{name}' is missing or mistyped in {JsonText.Of(owner)}.");

    private static string Text(JsonElement owner, string name) => Member(owner, name, JsonValueKind.String).GetString()!;

    private static bool Flag(JsonElement owner, string name) => Member(owner, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new FormatException($"'{name}' is neither true nor false in {JsonText.Of(owner)}."),
    };
}
