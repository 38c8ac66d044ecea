using System.Text.Json;
using System.Text.Unicode;

namespace SparkNer.Files.Reading;

/// <summary>How a line of JSON is read, wherever it is read.</summary>
internal static class JsonLine
{
    /// <summary>The field in which a line that is no JSON object is kept, as Spark names it.</summary>
    public const string CorruptRecord = "_corrupt_record";

    // Jackson's limit, which Spark has: a line that Spark reads is not to be refused here.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 1000 };

    /// <summary>A reader at the start of a line.</summary>
    public static Utf8JsonReader Read(ReadOnlySpan<byte> line) => new(line, _options);

    /// <summary>Whether a line holds nothing but white space: no row.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    /// <summary>What is wrong with a line that is not one JSON object; null where it is.</summary>
    public static string? Check(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return "is not valid UTF-8";
        }

        Utf8JsonReader reader = Read(line);
        try
        {
            reader.Read();
            JsonTokenType first = reader.TokenType;
            reader.Skip();
            reader.Read(); // Throws where anything follows.
            return first == JsonTokenType.StartObject ? null : $"is not a JSON object but {Kind(first)}";
        }
        catch (JsonException e)
        {
            return $"is not valid JSON, at byte {(e.BytePositionInLine ?? 0) + 1}: {Reason(e)}";
        }
    }

    /// <summary>A value's kind, in the words of a message.</summary>
    public static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    // Without the place and the advice on reader options, which are of no use to the reader of the message.
    private static string Reason(JsonException e)
    {
        string message = e.Message;
        foreach (string tail in new[] { " LineNumber:", " Change the reader options", " Path:" })
        {
            int at = message.IndexOf(tail, StringComparison.Ordinal);
            message = at < 0 ? message : message[..at];
        }

        return message.TrimEnd(' ', '|');
    }
}
