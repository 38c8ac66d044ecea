using System.Text.Json;

namespace SparkNer.WordPieces.Loading;

/// <summary>A JSON file whose values are read with a check of their kind; every fault names the file and the place.</summary>
internal sealed class JsonFile
{
    private JsonFile(string name, JsonElement root)
    {
        Name = name;
        Root = root;
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The object in it.</summary>
    public JsonElement Root { get; }

    /// <summary>Parses a file that must hold an object.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes; null for a file that is not there.</param>
    /// <returns>The file, or null if it is not there.</returns>
    public static JsonFile? Parse(string name, byte[]? content)
    {
        if (content is null)
        {
            return null;
        }

        try
        {
            // The elements of a document that is never disposed stay valid; its memory is the collector's.
            JsonElement root = JsonDocument.Parse(ByteOrderMark.Skip(content)).RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new JsonFile(name, root)
                : throw new TokenizerFormatException(name, $"it holds a JSON {Describe(root)}; an object is needed.");
        }
        catch (JsonException e)
        {
            throw new TokenizerFormatException(name, $"it is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>A fault of this file.</summary>
    public TokenizerFormatException Fault(string problem) => new(Name, problem);

    /// <summary>A member, or null if it is absent or null.</summary>
    public JsonElement? Find(JsonElement parent, string key, string path, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!parent.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return kinds.Contains(value.ValueKind)
            ? value
            : throw Fault($"\"{path}\" is a JSON {Describe(value)}; {string.Join(" or ", kinds.ToArray().Select(Describe).Distinct())} is needed.");
    }

    /// <summary>A boolean member, or null if it is absent or null.</summary>
    public bool? Bool(JsonElement parent, string key, string path) =>
        Find(parent, key, path, JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    /// <summary>A string member, or null if it is absent or null.</summary>
    public string? String(JsonElement parent, string key, string path) => Find(parent, key, path, JsonValueKind.String) is { } value ? Text(value, path) : null;

    /// <summary>An id: a whole number from 0.</summary>
    public int Id(JsonElement value, string path) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int id) && id >= 0
        ? id
        : throw Fault($"\"{path}\" is {value.GetRawText()}; a whole number from 0 is needed.");

    /// <summary>The text of a string.</summary>
    public string Text(JsonElement value, string path)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair, written as an escape.
            throw new TokenizerFormatException(Name, $"\"{path}\" is not valid Unicode.", e);
        }
    }

    private static string Describe(JsonElement value) => Describe(value.ValueKind);

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        _ => "null",
    };
}
