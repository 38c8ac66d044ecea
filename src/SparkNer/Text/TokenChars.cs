namespace SparkNer.Text;

/// <summary>Which characters separate tokens and which are split off their ends.</summary>
internal sealed class TokenChars
{
    /// <summary>The kind of a character that separates tokens.</summary>
    public const byte Break = 1;

    /// <summary>The kind of a context character.</summary>
    public const byte Context = 2;

    private readonly CodePointSet _breaks;
    private readonly byte[] _kinds = new byte[char.MaxValue + 1];

    /// <summary>The characters that options name.</summary>
    /// <exception cref="ArgumentException">The target pattern does not fit in a character class, or a context character is not one code unit.</exception>
    public TokenChars(string targetPattern, IReadOnlyList<string> contextChars)
    {
        // U+2188 stands, in Spark NLP, for a break character inside an exception. It is a member so that the class is the same, also where it matters
        // what is next to it.
        _breaks = new JavaPatternTranslator($"[^(?:{targetPattern})\u2188]", "targetPattern").TranslateClass();
        for (int c = 0; c <= char.MaxValue; c++)
        {
            _kinds[c] = !char.IsSurrogate((char)c) && _breaks.Contains(c) ? Break : (byte)0;
        }

        foreach (string c in contextChars)
        {
            if (c?.Length != 1)
            {
                throw new ArgumentException($"contextChars: All elements in context chars must have length == 1, not '{c}'.", nameof(contextChars));
            }

            _kinds[c[0]] |= Context;
        }

        // No code point outside the basic plane is a break: then code units can be looked at one by one.
        AreUnits = _breaks.IsInBasicPlane;
    }

    /// <summary>The kinds of all code units, as bits.</summary>
    public ReadOnlySpan<byte> Kinds => _kinds;

    /// <summary>Whether the kinds of code units say all; else surrogate pairs must be looked at as a whole.</summary>
    public bool AreUnits { get; }

    /// <summary>The width in code units of the break character at a place; 0 if there is none.</summary>
    public int BreakWidth(ReadOnlySpan<char> text, int at)
    {
        char c = text[at];
        if (!AreUnits && JavaText.CodePointWidth(text, at) == 2)
        {
            return _breaks.Contains(char.ConvertToUtf32(c, text[at + 1])) ? 2 : 0;
        }

        return _kinds[c] & Break;
    }

    /// <summary>The number of context characters at the start of a text.</summary>
    public int ContextLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (_kinds[text[length]] & Context) != 0)
        {
            length++;
        }

        return length;
    }

    /// <summary>The number of context characters at the end of a text.</summary>
    public int ContextLengthAtEnd(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (_kinds[text[^(length + 1)]] & Context) != 0)
        {
            length++;
        }

        return length;
    }
}
