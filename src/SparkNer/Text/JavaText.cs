using System.Buffers;

namespace SparkNer.Text;

/// <summary>What Java's regexes and <c>String.trim</c> call a space, a letter and a line end: ASCII only, unlike .NET's own classes.</summary>
internal static class JavaText
{
    /// <summary>Java's <c>\s</c>: space, tab, LF, VT, FF, CR.</summary>
    public static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\n\v\f\r");

    /// <summary>Java's <c>\s</c>.</summary>
    public static bool IsSpace(char c) => c == ' ' || (uint)(c - '\t') <= '\r' - '\t';

    /// <summary>Java's <c>\w</c>.</summary>
    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Whether Java's <c>.</c> stops here.</summary>
    public static bool IsLineTerminator(char c) => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>What Java's <c>String.trim</c> strips.</summary>
    public static bool IsTrimmed(char c) => c <= ' ';

    /// <summary>Java's <c>String.trim</c>.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        (int begin, int end) = Trimmed(text);
        return text[begin..end];
    }

    /// <summary>The part that Java's <c>String.trim</c> leaves, as [begin, end).</summary>
    public static (int Begin, int End) Trimmed(ReadOnlySpan<char> text)
    {
        int begin = 0;
        int end = text.Length;
        while (begin < end && IsTrimmed(text[begin]))
        {
            begin++;
        }

        while (end > begin && IsTrimmed(text[end - 1]))
        {
            end--;
        }

        return (begin, end);
    }

    /// <summary>The number of UTF-16 code units of the code point at a place: 2 at a surrogate pair, else 1.</summary>
    public static int CodePointWidth(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
