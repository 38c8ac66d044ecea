using System.Globalization;
using System.Text;

namespace SparkNer.SparkNlp;

/// <summary>
/// Where Java's word break iterator (Locale.ENGLISH) lets words begin, as far as words of letters and digits go. Java, other than Unicode, asks it
/// whether a sigma is the last letter of its word. Found by asking Java about every code point.
/// </summary>
internal static class JavaWords
{
    private enum Kind
    {
        Other,
        Letter,
        Digit,
        Danda,
        Mark,
        Ignored,
        MidWord,
        MidNumber,
        MidBoth,
    }

    /// <summary>For each code unit whether a word, or what lies between words, begins there. Only the first unit of a code point counts.</summary>
    public static bool[] Starts(ReadOnlySpan<char> text)
    {
        var starts = new bool[text.Length];
        Kind last = Kind.Other;
        Kind middle = Kind.Other;
        int middleAt = -1;
        for (int i = 0, length; i < text.Length; i += length)
        {
            Kind kind = KindAt(text[i..], out length);
            if (kind == Kind.Ignored)
            {
                continue;
            }

            // What may stand inside a word or number ends it unless the same goes on right behind, without a mark between.
            bool goesOn = (kind == Kind.Letter && middle is Kind.MidWord or Kind.MidBoth) || (kind == Kind.Digit && middle is Kind.MidNumber or Kind.MidBoth);
            if (middleAt >= 0 && !(goesOn && kind == last))
            {
                starts[middleAt] = true;
                last = Kind.Other;
            }

            middleAt = -1;
            middle = Kind.Other;
            bool joins = kind switch
            {
                Kind.Letter => last is Kind.Letter or Kind.Digit,
                Kind.Digit => last is Kind.Letter or Kind.Digit or Kind.Danda,
                Kind.Danda => last is Kind.Letter,
                Kind.MidWord => last is Kind.Letter,
                Kind.MidNumber => last is Kind.Digit,
                Kind.MidBoth => last is Kind.Letter or Kind.Digit,
                Kind.Mark => true,
                _ => false,
            };
            if (kind == Kind.Mark)
            {
                continue;
            }

            starts[i] = !joins;
            if (joins && kind is Kind.MidWord or Kind.MidNumber or Kind.MidBoth)
            {
                middle = kind;
                middleAt = i;
            }
            else
            {
                last = joins || kind is Kind.Letter or Kind.Digit ? kind : Kind.Other;
            }
        }

        // Asked about the place behind a surrogate pair, Java looks from its second half, and sees a break (not at the text's start, where it looks from there).
        for (int i = 3; i < text.Length; i++)
        {
            starts[i] |= char.IsSurrogatePair(text[i - 2], text[i - 1]);
        }

        return starts;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int length)
    {
        if (Rune.DecodeFromUtf16(text, out Rune rune, out length) != System.Buffers.OperationStatus.Done)
        {
            length = 1;
            return Kind.Other;
        }

        return rune.Value switch
        {
            '"' or '\'' or '.' => Kind.MidBoth,
            ',' or 0x066B => Kind.MidNumber,
            0x00AD or 0x2027 => Kind.MidWord,
            0x0964 or 0x0965 => Kind.Danda,
            0x30FB => Kind.Other,
            _ when IsCjk(rune.Value) => Kind.Other,
            _ => Rune.GetUnicodeCategory(rune) switch
            {
                <= UnicodeCategory.OtherLetter or UnicodeCategory.SpacingCombiningMark => Kind.Letter,
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Digit,
                UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => Kind.Mark,
                UnicodeCategory.Format => Kind.Ignored,
                UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation => Kind.MidWord,
                _ => Kind.Other,
            },
        };
    }

    // Kanji, katakana and hiragana make words of their own; so do their marks when they are letters.
    private static bool IsCjk(int c) => c is 0x3005 or >= 0x4E00 and <= 0x9FA5 or >= 0xF900 and <= 0xFA2D
        or >= 0x30A1 and <= 0x30FE or >= 0x3041 and <= 0x3094 or >= 0x309B and <= 0x309E;
}
