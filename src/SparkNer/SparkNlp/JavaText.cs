using System.Globalization;
using System.Text;

namespace SparkNer.SparkNlp;

/// <summary>What Java's String and Character say about text, where .NET says something else.</summary>
internal static class JavaText
{
    /// <summary>Java's Character.isWhitespace(char): no no-break spaces, but the four ASCII separators.</summary>
    public static bool IsWhitespace(char c) =>
        c is >= '\t' and <= '\r' or >= '\u001C' and <= '\u0020'
        || (c >= '\u1680' && c is not ('\u2007' or '\u202F')
            && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Java's String.trim: characters up to U+0020 go from both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => Text.JavaText.Trim(text);

    /// <summary>Java's String.toLowerCase(Locale.ENGLISH): Unicode's mapping with its two special cases, U+0130 and the final sigma.</summary>
    public static string ToLowerCase(string text)
    {
        if (!text.AsSpan().ContainsAny('\u0130', '\u03A3'))
        {
            return text.ToLowerInvariant();
        }

        var result = new StringBuilder(text.Length + 4);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\u0130':
                    result.Append("i\u0307");
                    break;
                case '\u03A3':
                    result.Append(IsFinal(text, i) ? '\u03C2' : '\u03C3');
                    break;
                default:
                    int length = Rune.TryGetRuneAt(text, i, out Rune rune) ? rune.Utf16SequenceLength : 1;
                    result.Append(text.Substring(i, length).ToLowerInvariant());
                    i += length - 1;
                    break;
            }
        }

        return result.ToString();
    }

    // Unicode's Final_Sigma: a cased letter before it, none after it, what is case-ignorable passed over.
    private static bool IsFinal(string text, int at)
    {
        int i = at - 1;
        while (i >= 0 && IsCaseIgnorable(text[i]))
        {
            i--;
        }

        if (i < 0 || !IsCased(text[i]))
        {
            return false;
        }

        i = at + 1;
        while (i < text.Length && IsCaseIgnorable(text[i]))
        {
            i++;
        }

        return i >= text.Length || !IsCased(text[i]);
    }

    private static bool IsCased(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || c is >= '\u2160' and <= '\u217F' or >= '\u24B6' and <= '\u24E9' or '\u00AA' or '\u00BA';

    private static bool IsCaseIgnorable(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || c is '\'' or '.' or ':' or '\u00B7' or '\u0387' or '\u05F4' or '\u2018' or '\u2019' or '\u2024' or '\u2027';
}
