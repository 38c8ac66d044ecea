namespace SparkNer.Files.Writing;

/// <summary>Finds code points of a text by their number, walking on from the last one.</summary>
internal ref struct CodePointCursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _unit;
    private int _point;

    /// <summary>Where a code point stands, in UTF-16 code units; -1 where it lies before the last one that was asked for.</summary>
    public int UnitAt(int point)
    {
        if (point < _point)
        {
            return -1;
        }

        for (; _point < point && _unit < _text.Length; _point++)
        {
            _unit += char.IsHighSurrogate(_text[_unit]) && _unit + 1 < _text.Length && char.IsLowSurrogate(_text[_unit + 1]) ? 2 : 1;
        }

        return _unit;
    }
}
