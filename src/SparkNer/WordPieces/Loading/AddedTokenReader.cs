using System.Text.Json;

namespace SparkNer.WordPieces.Loading;

/// <summary>Reads an added token as the Hugging Face files write it.</summary>
internal static class AddedTokenReader
{
    /// <summary>Reads one.</summary>
    /// <param name="file">The file it stands in.</param>
    /// <param name="value">The object.</param>
    /// <param name="path">Where it stands, for messages.</param>
    /// <returns>The token.</returns>
    public static AddedToken Read(JsonFile file, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw file.Fault($"\"{path}\" must be an object with \"content\".");
        }

        string content = file.String(value, "content", path + ".content") ?? throw file.Fault($"\"{path}\" has no \"content\".");
        bool special = Flag("special") ?? false;
        return new AddedToken(content, special, Flag("normalized") ?? !special, Flag("single_word") ?? false, Flag("lstrip") ?? false, Flag("rstrip") ?? false);

        bool? Flag(string key) => file.Bool(value, key, $"{path}.{key}");
    }
}
