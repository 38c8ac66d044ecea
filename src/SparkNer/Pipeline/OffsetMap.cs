namespace SparkNer.Pipeline;

/// <summary>From UTF-16 code units to code points of one text.</summary>
internal sealed class OffsetMap
{
    private readonly int[] _codePoints;

    private OffsetMap(int[] codePoints) => _codePoints = codePoints;

    /// <summary>The map of a text; null where both units agree, since the text has no surrogate pair.</summary>
    public static OffsetMap? Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDBFF'))
        {
            return null;
        }

        var map = new int[text.Length + 1];
        var cursor = new CodePointCursor(text);
        for (int i = 0; i < text.Length; i++)
        {
            // The code point that began last, so that both halves of a pair are the same one.
            map[i] = cursor.At(i + 1) - 1;
        }

        map[text.Length] = cursor.At(text.Length);
        return new OffsetMap(map);
    }

    /// <summary>The code point that a code unit belongs to; -1 stays -1, the end of the text is the number of code points.</summary>
    public int this[int offset] => offset < 0 ? offset : _codePoints[offset];
}
