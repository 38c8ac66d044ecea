using System.Globalization;

namespace SparkNer;

/// <summary>One annotation, read without making objects: all text lies in one buffer that is used again for the next annotation.</summary>
/// <remarks>Not thread-safe. What it gives is valid until it is read into again.</remarks>
public sealed class AnnotationReader
{
    private readonly List<(string Key, int Start, int Length)> _metadata = [];
    private char[] _buffer = new char[256];
    private int _used;
    private int _resultLength;

    /// <summary>See <see cref="Annotation.AnnotatorType"/>.</summary>
    public string AnnotatorType { get; private set; } = "";

    /// <summary>See <see cref="Annotation.Begin"/>.</summary>
    public int Begin { get; private set; }

    /// <summary>See <see cref="Annotation.End"/>: inclusive.</summary>
    public int End { get; private set; }

    /// <summary>See <see cref="Annotation.Result"/>.</summary>
    public ReadOnlySpan<char> Result => _buffer.AsSpan(0, _resultLength);

    /// <summary>The number of metadata entries.</summary>
    public int MetadataCount => _metadata.Count;

    /// <summary>The key of a metadata entry; the same string object for the same key, as a rule.</summary>
    /// <param name="index">Which entry, from 0.</param>
    public string Key(int index) => _metadata[index].Key;

    /// <summary>The value of a metadata entry.</summary>
    /// <param name="index">Which entry, from 0.</param>
    public ReadOnlySpan<char> Value(int index) => _buffer.AsSpan(_metadata[index].Start, _metadata[index].Length);

    /// <summary>The annotation as an object of its own.</summary>
    public Annotation ToAnnotation()
    {
        var entries = new KeyValuePair<string, string>[_metadata.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new(Key(i), Value(i).ToString());
        }

        return new Annotation(AnnotatorType, Begin, End, Result.ToString(), new AnnotationMetadata(entries));
    }

    internal void Set(string annotatorType, int begin, int end, ReadOnlySpan<char> result)
    {
        AnnotatorType = annotatorType;
        Begin = begin;
        End = end;
        _metadata.Clear();
        _used = 0;
        Append(result);
        _resultLength = result.Length;
    }

    internal void Add(string key, ReadOnlySpan<char> value)
    {
        _metadata.Add((key, _used, value.Length));
        Append(value);
    }

    internal void Add(string key, int value)
    {
        Reserve(11);
        value.TryFormat(_buffer.AsSpan(_used), out int written, default, CultureInfo.InvariantCulture);
        _metadata.Add((key, _used, written));
        _used += written;
    }

    internal void Add(string key, float value)
    {
        Reserve(JavaFloat.MaxLength);
        JavaFloat.TryFormat(value, _buffer.AsSpan(_used), out int written);
        _metadata.Add((key, _used, written));
        _used += written;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    private void Reserve(int length)
    {
        if (_buffer.Length - _used < length)
        {
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _used + length));
        }
    }
}
