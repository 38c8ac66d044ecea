namespace SparkNer;

/// <summary>A place in a text that knows how many code points lie before it: converts UTF-16 offsets, cheaply where they are near each other.</summary>
/// <remarks>Mutable, for one thread.</remarks>
/// <param name="text">The text.</param>
public struct CodePointCursor(string text)
{
    private readonly string _text = text;
    private int _at;
    private int _codePoints;

    /// <summary>The number of code points that begin before an offset.</summary>
    /// <param name="utf16">A UTF-16 offset, 0 to the text's length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is not in the text.</exception>
    public int At(int utf16)
    {
        if ((uint)utf16 > (uint)_text.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(utf16), utf16, $"The text has {_text.Length} UTF-16 code units.");
        }

        for (; _at < utf16; _at++)
        {
            _codePoints += Begins(_at);
        }

        while (_at > utf16)
        {
            _at--;
            _codePoints -= Begins(_at);
        }

        return _codePoints;
    }

    /// <summary>1 if a code point begins at the unit; 0 if the unit is the second of a pair.</summary>
    private readonly int Begins(int unit) => unit > 0 && char.IsSurrogatePair(_text[unit - 1], _text[unit]) ? 0 : 1;
}
