using System.Text.Json;

namespace SparkNer.Onnx.Graphs;

/// <summary>Reads fields of a config.json; null counts as missing. All errors are <see cref="InvalidDataException"/> with the field's name.</summary>
internal readonly struct ConfigFields(JsonElement root)
{
    /// <summary>A positive whole number, under the first of the names that is there.</summary>
    public int Count(IReadOnlyList<string> names, int missing)
    {
        foreach (string name in names)
        {
            if (Find(name) is { } value)
            {
                return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0
                    ? number
                    : throw Wrong(name, value, "a positive whole number");
            }
        }

        return missing;
    }

    /// <summary>A positive number.</summary>
    public float Positive(string name, float missing)
    {
        if (Find(name) is not { } value)
        {
            return missing;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && number > 0 && float.IsFinite(number)
            ? number
            : throw Wrong(name, value, "a positive number");
    }

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, value, "a text in quotes");

    /// <summary>A list of texts, or null.</summary>
    public IReadOnlyList<string>? Texts(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static v => v.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(static v => v.GetString()!)]
            : throw Wrong(name, value, "a list of texts in quotes");

    /// <summary>Whether a truth value is there and true.</summary>
    public bool IsTrue(string name) => Find(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw Wrong(name, value, "true or false"));

    /// <summary>Whether a field is there and not an empty object or list.</summary>
    public bool HasContent(string name) => Find(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    private static InvalidDataException Wrong(string name, JsonElement value, string expected)
    {
        string text = value.GetRawText();
        return new InvalidDataException($"{name} is {(text.Length <= 40 ? text : text[..40] + "...")}, not {expected}");
    }

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
