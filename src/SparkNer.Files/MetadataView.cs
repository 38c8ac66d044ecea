namespace SparkNer.Files;

/// <summary>One metadata entry, as an output reads it: a key in UTF-8, and a value in UTF-8, in UTF-16, or null.</summary>
/// <remarks>The spans need to stay valid only until the next call to the row.</remarks>
public ref struct MetadataView
{
    private ReadOnlySpan<byte> _utf8;
    private ReadOnlySpan<char> _chars;
    private Form _form;

    /// <summary>A view with memory of its caller's in which a row may put a value.</summary>
    /// <param name="scratch">At least 64 bytes.</param>
    public MetadataView(Span<byte> scratch)
    {
        Scratch = scratch;
    }

    private enum Form
    {
        Null,
        Utf8,
        Chars,
    }

    /// <summary>At least 64 bytes to format a value in; give the part that holds it to <see cref="SetUtf8"/>.</summary>
    public Span<byte> Scratch { get; }

    /// <summary>The key, in UTF-8.</summary>
    public ReadOnlySpan<byte> Key { readonly get; set; }

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => _form == Form.Null;

    /// <summary>Whether the value is UTF-16, in <see cref="Chars"/>, and not UTF-8, in <see cref="Utf8"/>.</summary>
    public readonly bool IsChars => _form == Form.Chars;

    /// <summary>The value, where it is UTF-8.</summary>
    public readonly ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The value, where it is UTF-16.</summary>
    public readonly ReadOnlySpan<char> Chars => _chars;

    /// <summary>Sets a value in UTF-8: valid, the outputs do not check it.</summary>
    /// <param name="value">The value.</param>
    public void SetUtf8(ReadOnlySpan<byte> value)
    {
        _utf8 = value;
        _form = Form.Utf8;
    }

    /// <summary>Sets a value in UTF-16.</summary>
    /// <param name="value">The value.</param>
    public void SetChars(ReadOnlySpan<char> value)
    {
        _chars = value;
        _form = Form.Chars;
    }

    /// <summary>Sets the value null.</summary>
    public void SetNull() => _form = Form.Null;
}
