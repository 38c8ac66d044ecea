namespace SparkNer;

/// <summary>Converts UTF-16 offsets to code points, the unit of Python's strings.</summary>
/// <remarks>A lone surrogate is a code point of its own, as in Python. Thread-safe.</remarks>
public static class CodePoints
{
    /// <summary>The number of code points of a text.</summary>
    /// <param name="text">The text.</param>
    public static int Count(ReadOnlySpan<char> text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary>Converts many offsets; linear for offsets in order, and as cheap as the way back is short for those that are not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="utf16">UTF-16 offsets, 0 to the text's length.</param>
    /// <param name="codePoints">Where the code point offsets go; as long, or the same span.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An offset is not in the text.</exception>
    public static void FromUtf16(string text, ReadOnlySpan<int> utf16, Span<int> codePoints)
    {
        if (utf16.Length != codePoints.Length)
        {
            throw new ArgumentException($"{utf16.Length} offsets do not go into {codePoints.Length}.", nameof(codePoints));
        }

        var cursor = new CodePointCursor(text);
        for (int i = 0; i < utf16.Length; i++)
        {
            codePoints[i] = cursor.At(utf16[i]);
        }
    }
}
