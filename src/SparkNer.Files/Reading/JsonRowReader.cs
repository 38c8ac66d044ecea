using System.Text;
using System.Text.Json;

namespace SparkNer.Files.Reading;

/// <summary>Reads what the annotator needs of a line that holds a JSON object.</summary>
internal sealed class JsonRowReader(SourceOptions options)
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(options.WordsColumn ?? options.TextColumn);
    private readonly byte[]? _id = options.IdColumn is null ? null : Encoding.UTF8.GetBytes(options.IdColumn);
    private readonly byte[]? _metadata = options.MetadataColumn is null ? null : Encoding.UTF8.GetBytes(options.MetadataColumn);
    private readonly byte[]? _field = options.WordsField is null ? null : Encoding.UTF8.GetBytes(options.WordsField);
    private readonly bool _wantsWords = options.WordsColumn is not null;

    public string? Text { get; private set; }

    public string[]? Words { get; private set; }

    public string? Id { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string?>>? Metadata { get; private set; }

    /// <summary>Whether the field with the text (the words) was there.</summary>
    public bool HasText { get; private set; }

    /// <summary>Whether the field with the identifier was there.</summary>
    public bool HasId { get; private set; }

    /// <summary>What is wrong with the row.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads a line; of a field that is there twice, the last counts.</summary>
    /// <param name="line">A line that <see cref="JsonLine.Check"/> found good.</param>
    public void Read(ReadOnlySpan<byte> line)
    {
        (Text, Words, Id, Metadata, HasText, HasId, Error) = (null, null, null, null, false, false, null);
        Utf8JsonReader reader = JsonLine.Read(line);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool text = Is(ref reader, _text);
            bool id = _id is not null && Is(ref reader, _id);
            bool metadata = _metadata is not null && Is(ref reader, _metadata);
            reader.Read();
            Utf8JsonReader value = reader;
            reader.Skip();
            if (text)
            {
                HasText = true;
                Utf8JsonReader copy = value;
                ReadText(ref copy);
            }

            if (id)
            {
                HasId = true;
                Utf8JsonReader copy = value;
                Id = Scalar(ref copy, line);
            }

            if (metadata)
            {
                Metadata = ReadMetadata(ref value, line);
            }
        }
    }

    /// <summary>Reads a JSON array of strings, or an object, that stands as text in a column.</summary>
    public void ReadColumn(ReadOnlySpan<byte> json, bool words)
    {
        (Words, Metadata, Error) = (null, null, null);
        string? wrong = JsonLine.Check(json);
        Utf8JsonReader reader = JsonLine.Read(json);
        if (wrong is not null && !(words && wrong.StartsWith("is not a JSON object", StringComparison.Ordinal)))
        {
            Error = $"column '{(words ? options.WordsColumn : options.MetadataColumn)}' {wrong}";
            return;
        }

        reader.Read();
        if (words)
        {
            ReadText(ref reader);
        }
        else
        {
            Metadata = ReadMetadata(ref reader, json);
        }
    }

    private static bool Is(ref Utf8JsonReader reader, byte[] name) =>
        reader.ValueIsEscaped ? JsonText.Get(ref reader) == Encoding.UTF8.GetString(name) : reader.ValueSpan.SequenceEqual(name);

    private static string? Scalar(ref Utf8JsonReader value, ReadOnlySpan<byte> line)
    {
        switch (value.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return JsonText.Get(ref value);
            default:
                int start = (int)value.TokenStartIndex;
                value.Skip();
                return Encoding.UTF8.GetString(line[start..(int)value.BytesConsumed]);
        }
    }

    private void ReadText(ref Utf8JsonReader value)
    {
        (Text, Words, Error) = (null, null, null);
        if (value.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (!_wantsWords)
        {
            if (value.TokenType == JsonTokenType.String)
            {
                Text = JsonText.Get(ref value);
            }
            else
            {
                Error = $"column '{options.TextColumn}' is not a string but {JsonLine.Kind(value.TokenType)}";
            }

            return;
        }

        if (value.TokenType != JsonTokenType.StartArray)
        {
            Error = $"column '{options.WordsColumn}' is not an array of strings but {JsonLine.Kind(value.TokenType)}";
            return;
        }

        var words = new List<string>();
        while (value.Read() && value.TokenType != JsonTokenType.EndArray)
        {
            if (value.TokenType == JsonTokenType.StartObject && WordOf(ref value) is { } word)
            {
                words.Add(word);
                continue;
            }

            if (value.TokenType != JsonTokenType.String)
            {
                Error = $"column '{options.WordsColumn}' is not an array of strings: element {words.Count + 1} is {JsonLine.Kind(value.TokenType)}";
                return;
            }

            words.Add(JsonText.Get(ref value));
        }

        Words = [.. words];
    }

    // The reader stays at the object's begin where the field is not there.
    private string? WordOf(ref Utf8JsonReader value)
    {
        string? word = null;
        Utf8JsonReader fields = value;
        while (_field is not null && fields.Read() && fields.TokenType == JsonTokenType.PropertyName)
        {
            bool found = Is(ref fields, _field);
            fields.Read();
            if (found && fields.TokenType == JsonTokenType.String)
            {
                word = JsonText.Get(ref fields);
            }

            fields.Skip();
        }

        value = word is null ? value : fields;
        return word;
    }

    private List<KeyValuePair<string, string?>>? ReadMetadata(ref Utf8JsonReader value, ReadOnlySpan<byte> line)
    {
        if (value.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (value.TokenType != JsonTokenType.StartObject)
        {
            Error ??= $"column '{options.MetadataColumn}' is not an object but {JsonLine.Kind(value.TokenType)}";
            return null;
        }

        var entries = new List<KeyValuePair<string, string?>>();
        while (value.Read() && value.TokenType == JsonTokenType.PropertyName)
        {
            string key = JsonText.Get(ref value);
            value.Read();
            entries.Add(new KeyValuePair<string, string?>(key, Scalar(ref value, line)));
        }

        return entries;
    }
}
