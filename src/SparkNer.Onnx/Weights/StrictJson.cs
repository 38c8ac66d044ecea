using System.Text.Json;
using System.Text.Unicode;

namespace SparkNer.Onnx.Weights;

/// <summary>Reads JSON objects in which no key may stand twice: which of two values counts would be each reader's own choice.</summary>
internal ref struct StrictJson
{
    private const int MaxDepth = 16;

    private Utf8JsonReader _reader;

    private StrictJson(ReadOnlySpan<byte> utf8) => _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>Reads one field's value of an object; the reader stands before it, and must stand after it on return.</summary>
    public delegate void Field(string name, ref StrictJson json);

    /// <summary>Reads a text that is one object.</summary>
    /// <exception cref="InvalidDataException">It is not JSON, has a key twice, or a field was refused.</exception>
    public static void Read(ReadOnlySpan<byte> utf8, Field field)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new InvalidDataException("it has bytes that are not UTF-8");
        }

        try
        {
            var json = new StrictJson(utf8);
            json.Object("its content", field);
            json._reader.Read();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>The next value, an object.</summary>
    /// <param name="what">What it is, for the message if it is none.</param>
    /// <param name="field">Reads each of its fields.</param>
    public void Object(string what, Field field)
    {
        Next(what, JsonTokenType.StartObject, "an object");
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string name = Text();
            if (!names.Add(name))
            {
                throw new InvalidDataException($"{what} has {WeightNames.Quoted(name)} twice");
            }

            field(name, ref this);
        }
    }

    /// <summary>The next value, a text.</summary>
    public string Text(string what)
    {
        Next(what, JsonTokenType.String, "a text");
        return Text();
    }

    /// <summary>The next value, a list of whole numbers from 0 to 2^63 - 1.</summary>
    public long[] Naturals(string what)
    {
        Next(what, JsonTokenType.StartArray, "a list");
        var values = new List<long>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out long value) || value < 0)
            {
                throw new InvalidDataException($"{what} is a list with something other than whole numbers from 0 to {long.MaxValue}");
            }

            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>Passes over the next value.</summary>
    public void Skip()
    {
        _reader.Read();
        _reader.Skip();
    }

    private void Next(string what, JsonTokenType type, string expected)
    {
        if (!_reader.Read() || _reader.TokenType != type)
        {
            throw new InvalidDataException($"{what} is not {expected}");
        }
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("it has a text with half a surrogate pair", e);
        }
    }
}
