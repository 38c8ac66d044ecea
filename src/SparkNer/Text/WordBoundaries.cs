using System.Globalization;
using System.Text;

namespace SparkNer.Text;

/// <summary>What Java's <c>\b</c> takes for a word: letters and digits of any script, unlike its <c>\w</c>.</summary>
internal static class WordBoundaries
{
    /// <summary>Whether the text ends with a word character, or with combining marks on a letter or digit.</summary>
    public static bool EndsWord(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        char last = text[^1];
        if (char.IsAscii(last))
        {
            return JavaText.IsWord(last);
        }

        _ = Rune.DecodeLastFromUtf16(text, out Rune rune, out _);
        if (Rune.IsLetterOrDigit(rune))
        {
            return true;
        }

        int at = text.Length - 1;
        while (at >= 0 && char.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark)
        {
            at--;
        }

        // Java walks back over code units here: the low half of a pair is no letter to it.
        return at >= 0 && at < text.Length - 1 && char.IsLetterOrDigit(text[at]);
    }
}
