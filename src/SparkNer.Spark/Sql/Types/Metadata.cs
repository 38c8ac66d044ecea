using System.Text.Json;
using System.Text.Json.Nodes;

namespace SparkNer.Spark.Sql.Types;

/// <summary>What else is known about a field, as a JSON object. Immutable; compared by value, whatever the members' order.</summary>
public sealed class Metadata : IEquatable<Metadata>
{
    private readonly JsonNode _value;

    private Metadata(string json, JsonNode value)
    {
        Json = json;
        _value = value;
    }

    /// <summary>Nothing.</summary>
    public static Metadata Empty { get; } = new("{}", new JsonObject());

    /// <summary>The JSON, compact.</summary>
    public string Json { get; }

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="FormatException">It is not a JSON object.</exception>
    public static Metadata FromJson(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return FromJson(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The metadata is not JSON: {e.Message}", e);
        }
    }

    /// <summary>Metadata with one text member.</summary>
    public static Metadata Of(string name, string value) => FromJson(new JsonObject { [name] = value }.ToJsonString());

    /// <summary>A text member; null if there is none of that name, or it is no text.</summary>
    public string? GetString(string name) => _value[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <inheritdoc/>
    public bool Equals(Metadata? other) => other is not null && (Json == other.Json || JsonNode.DeepEquals(_value, other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Metadata);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Members in another order are equal: names only, added up.
        int hash = 0;
        foreach (KeyValuePair<string, JsonNode?> member in _value.AsObject())
        {
            hash += member.Key.GetHashCode(StringComparison.Ordinal);
        }

        return hash;
    }

    /// <summary>The JSON.</summary>
    public override string ToString() => Json;

    internal static Metadata FromJson(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"Metadata is a JSON object, not {JsonText.Of(value)}.");
        }

        string json = JsonText.Of(value);
        try
        {
            return json == "{}" ? Empty : new Metadata(json, JsonObject.Create(value.Clone())!.DeepClone());
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The metadata {json} names a member twice.", e);
        }
    }
}
