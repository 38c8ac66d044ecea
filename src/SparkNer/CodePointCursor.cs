namespace SparkNer;

/// <summary>
/// A place in a text that knows how many code points lie before it: converts UTF-16 offsets to code points and back, cheaply where they are near each other.
/// </summary>
/// <remarks>Mutable, for one thread.</remarks>
/// <param name="text">The text.</param>
public ref struct CodePointCursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
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

        while (_at < utf16)
        {
            StepOn();
        }

        while (_at > utf16)
        {
            StepBack();
        }

        return _codePoints;
    }

    /// <summary>The UTF-16 offset at which a code point begins.</summary>
    /// <param name="codePoint">The code point's number, from 0; one past the last, or more, gives the text's length, a negative one -1.</param>
    internal int UnitAt(int codePoint)
    {
        if (codePoint < 0)
        {
            return -1;
        }

        while (_codePoints > codePoint)
        {
            StepBack();
        }

        // Also out of the middle of a pair, which is where its code point has been counted already.
        while (_at < _text.Length && (_codePoints < codePoint || Begins(_at) == 0))
        {
            StepOn();
        }

        return _at;
    }

    private void StepOn()
    {
        _codePoints += Begins(_at);
        _at++;
    }

    private void StepBack()
    {
        _at--;
        _codePoints -= Begins(_at);
    }

    /// <summary>1 if a code point begins at the unit; 0 if the unit is the second of a pair.</summary>
    private readonly int Begins(int unit) => unit > 0 && char.IsSurrogatePair(_text[unit - 1], _text[unit]) ? 0 : 1;
}
