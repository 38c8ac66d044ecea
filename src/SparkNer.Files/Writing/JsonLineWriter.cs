using System.Text;
using System.Text.Json;
using SparkNer.Files.Reading;

namespace SparkNer.Files.Writing;

/// <summary>Writes one object a line, from fields that are written anew and fields that are taken over byte for byte.</summary>
internal sealed class JsonLineWriter : IDisposable
{
    private readonly StreamBuffer _output;
    private readonly Utf8JsonWriter _json;
    private readonly byte[][] _addedNames;
    private bool _any;

    /// <summary>A writer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="addedNames">The names that the output adds, and that no input field may have.</param>
    public JsonLineWriter(StreamBuffer output, IEnumerable<string> addedNames)
    {
        _output = output;
        _json = AnnotationJson.CreateWriter(output);
        _addedNames = [.. addedNames.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The clash that <see cref="CheckInputName"/> found in the line so far.</summary>
    public string? Clash { get; private set; }

    public void Begin()
    {
        _output.Write((byte)'{');
        _any = false;
    }

    public void End() => _output.Write("}\n"u8);

    /// <summary>A field's name, to be escaped.</summary>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        Separate();
        _json.Reset();
        _json.WriteStringValue(utf8);
        _json.Flush();
        _output.Write((byte)':');
    }

    /// <summary>A field's name as it is to stand, with its quotes.</summary>
    public void EncodedName(ReadOnlySpan<byte> quoted)
    {
        Separate();
        _output.Write(quoted);
        _output.Write((byte)':');
    }

    /// <summary>Fields with names and values as they are to stand.</summary>
    public void RawFields(ReadOnlySpan<byte> fields)
    {
        Separate();
        _output.Write(fields);
    }

    /// <summary>A value as it is to stand.</summary>
    public void Raw(ReadOnlySpan<byte> value) => _output.Write(value);

    /// <summary>A string, or null.</summary>
    public void String(string? value)
    {
        _json.Reset();
        _json.WriteStringValue(value);
        _json.Flush();
    }

    /// <summary>A string in UTF-8; what is not valid becomes U+FFFD.</summary>
    public void String(ReadOnlySpan<byte> utf8)
    {
        _json.Reset();
        _json.WriteStringValue(utf8);
        _json.Flush();
    }

    /// <summary>A row's annotations.</summary>
    public void Annotations(IAnnotatedRow row, int column, AnnotationColumnKind kind)
    {
        _json.Reset();
        AnnotationJson.Write(_json, row, column, kind);
        _json.Flush();
    }

    /// <summary>Notes whether an input field, on whose name a reader stands, has a name that the output adds.</summary>
    public void CheckInputName(ref Utf8JsonReader property)
    {
        foreach (byte[] name in _addedNames)
        {
            if (property.ValueIsEscaped ? JsonText.Get(ref property) == Encoding.UTF8.GetString(name) : property.ValueSpan.SequenceEqual(name))
            {
                Clash = Encoding.UTF8.GetString(name);
            }
        }
    }

    public void Dispose()
    {
        // What it still holds of a row that failed is not to be flushed.
        _json.Reset();
        _json.Dispose();
    }

    private void Separate()
    {
        if (_any)
        {
            _output.Write((byte)',');
        }

        _any = true;
    }
}
