using System.Buffers;
using System.Globalization;
using System.Text;

namespace SparkNer.SparkNlp;

/// <summary>What Java's String and Character say about text, where .NET says something else.</summary>
internal static class JavaText
{
    // What toLowerCase cannot leave to .NET: U+0130, sigma, and (the first units of) capitals younger than Unicode 13.
    private static readonly SearchValues<char> Special =
        SearchValues.Create("\u0130\u03A3\u1C89\u2C2F\uA7C0\uA7CB\uA7CC\uA7CE\uA7D0\uA7D2\uA7D4\uA7D6\uA7D8\uA7DA\uA7DC\uD801\uD803\uD81B");

    /// <summary>Java's Character.isWhitespace(char): no no-break spaces, but the four ASCII separators.</summary>
    public static bool IsWhitespace(char c) =>
        c is >= '\t' and <= '\r' or >= '\u001C' and <= '\u0020'
        || (c >= '\u1680' && c is not ('\u2007' or '\u202F')
            && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Java 17's String.toLowerCase(Locale.ENGLISH): Unicode 13's mapping with its two special cases, U+0130 and the final sigma.</summary>
    public static string ToLowerCase(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text.ToLowerInvariant();
        }

        var result = new StringBuilder(text.Length + 4);
        bool[]? starts = null;
        for (int i = 0, length; i < text.Length; i += length)
        {
            length = Rune.TryGetRuneAt(text, i, out Rune rune) ? rune.Utf16SequenceLength : 1;
            if (rune.Value == 0x130)
            {
                result.Append("i\u0307");
            }
            else if (rune.Value == 0x3A3)
            {
                starts ??= JavaWords.Starts(text);
                result.Append(IsFinal(text, i, starts) ? '\u03C2' : '\u03C3');
            }
            else if (length == 1 && !char.IsSurrogate(text[i]))
            {
                result.Append(IsYoungCapital(rune.Value) ? text[i] : char.ToLowerInvariant(text[i]));
            }
            else
            {
                result.Append(text.AsSpan(i, length));
                if (length == 2 && !IsYoungCapital(rune.Value))
                {
                    result.Length -= 2;
                    result.Append(Rune.ToLowerInvariant(rune).ToString());
                }
            }
        }

        return result.ToString();
    }

    // Java's rule, which is not Unicode's Final_Sigma: in its word there is a cased character before it and none after it, whatever lies between.
    private static bool IsFinal(string text, int at, bool[] starts)
    {
        int i = at;
        bool cased = false;
        while (!cased && i > 0 && !starts[i])
        {
            i -= i > 1 && char.IsSurrogatePair(text[i - 2], text[i - 1]) ? 2 : 1;
            cased = IsCased(text, i);
        }

        if (!cased)
        {
            return false;
        }

        for (i = at + 1; i < text.Length && !starts[i]; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            if (IsCased(text, i))
            {
                return false;
            }
        }

        return true;
    }

    // As Java has it: general category, and part of Unicode's Other_Lowercase and Other_Uppercase.
    private static bool IsCased(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || text[at] is >= '\u02B0' and <= '\u02B8' or '\u02C0' or '\u02C1' or >= '\u02E0' and <= '\u02E4' or '\u0345' or '\u037A'
            or >= '\u1D2C' and <= '\u1D61' or >= '\u2160' and <= '\u217F' or >= '\u24B6' and <= '\u24E9';

    // Capitals that came after Unicode 13, and the gaps beside them where more may come.
    private static bool IsYoungCapital(int c) => c is 0x1C89 or 0x2C2F or 0xA7C0 or 0xA7CB or 0xA7CC or 0xA7CE or >= 0xA7D0 and <= 0xA7DC
        or >= 0x10570 and <= 0x10595 or >= 0x10D50 and <= 0x10D65 or >= 0x16EA0 and <= 0x16EB8;
}
