using System.Buffers;

namespace SparkNer.Text;

/// <summary>The clean-up modes: each one walk over the text that never looks at a place twice.</summary>
internal static class DocumentCleaner
{
    /// <summary>Where a mode may have something to do: everything between two of these is copied as it is.</summary>
    private static readonly SearchValues<char> Suspects = SearchValues.Create(" \t\n\v\f\r\\");

    /// <summary>The text, cleaned.</summary>
    public static string Clean(string text, CleanupMode mode)
    {
        if (mode == CleanupMode.Disabled)
        {
            return text;
        }

        ReadOnlySpan<char> source = text;
        if (mode is CleanupMode.Shrink or CleanupMode.ShrinkFull or CleanupMode.DeleteFull)
        {
            source = JavaText.Trim(source);
        }

        // No mode makes a text longer.
        char[] target = ArrayPool<char>.Shared.Rent(Math.Max(source.Length, 1));
        try
        {
            int length = Clean(source, target, mode);
            ReadOnlySpan<char> cleaned = target.AsSpan(0, length);
            return cleaned.SequenceEqual(text) ? text : new string(cleaned);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(target);
        }
    }

    private static int Clean(ReadOnlySpan<char> source, Span<char> target, CleanupMode mode)
    {
        int from = 0;
        int to = 0;
        while (from < source.Length)
        {
            int step = source[from..].IndexOfAny(Suspects);
            int plain = step < 0 ? source.Length - from : step;
            source.Slice(from, plain).CopyTo(target[to..]);
            from += plain;
            to += plain;
            if (from == source.Length)
            {
                break;
            }

            int taken = mode switch
            {
                CleanupMode.Inplace => Space(source, from),
                CleanupMode.InplaceFull => Space(source, from) + WrittenOut(source, from),
                CleanupMode.Shrink => Spaces(source, from),
                CleanupMode.ShrinkFull => Spaces(source, from) + WrittenOutRun(source, from),
                CleanupMode.Each => SpacePair(source, from, full: false),
                CleanupMode.EachFull => SpacePair(source, from, full: true),
                _ => WrittenOut(source, from),
            };

            if (taken == 0)
            {
                // A long run of written-out \r without an \n after it matches from none of its places: pass it as a whole.
                int kept = mode == CleanupMode.ShrinkFull ? Math.Max(1, 2 * Repeats(source, from, 'r')) : 1;
                source.Slice(from, kept).CopyTo(target[to..]);
                from += kept;
                to += kept;
                continue;
            }

            from += taken;
            if (mode != CleanupMode.DeleteFull)
            {
                target[to++] = ' ';
            }
        }

        return to;
    }

    /// <summary>1 at a white-space character, else 0.</summary>
    private static int Space(ReadOnlySpan<char> text, int at) => JavaText.IsSpace(text[at]) ? 1 : 0;

    /// <summary>The length of the run of white space here.</summary>
    private static int Spaces(ReadOnlySpan<char> text, int at)
    {
        int end = at;
        while (end < text.Length && JavaText.IsSpace(text[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>A white-space character and what may stand after it, or 0.</summary>
    private static int SpacePair(ReadOnlySpan<char> text, int at, bool full)
    {
        if (at + 1 >= text.Length || !JavaText.IsSpace(text[at]))
        {
            return 0;
        }

        if (text[at + 1] is '\n' or '\t')
        {
            return 2;
        }

        int written = full ? WrittenOut(text, at + 1) : 0;
        return written == 0 ? 0 : written + 1;
    }

    /// <summary>The length of a written-out <c>\r\n</c>, <c>\n</c> or <c>\t</c> here, or 0.</summary>
    private static int WrittenOut(ReadOnlySpan<char> text, int at)
    {
        if (IsEscape(text, at, 'n') || IsEscape(text, at, 't'))
        {
            return 2;
        }

        return IsEscape(text, at, 'r') && IsEscape(text, at + 2, 'n') ? 4 : 0;
    }

    /// <summary>The length of any number of written-out <c>\r</c> with one or more <c>\n</c> after them, or of one or more <c>\t</c>, or 0.</summary>
    private static int WrittenOutRun(ReadOnlySpan<char> text, int at)
    {
        int returns = Repeats(text, at, 'r');
        int feeds = Repeats(text, at + (2 * returns), 'n');
        return feeds > 0 ? 2 * (returns + feeds) : 2 * Repeats(text, at, 't');
    }

    private static int Repeats(ReadOnlySpan<char> text, int at, char letter)
    {
        int count = 0;
        while (IsEscape(text, at + (2 * count), letter))
        {
            count++;
        }

        return count;
    }

    private static bool IsEscape(ReadOnlySpan<char> text, int at, char letter) => at + 1 < text.Length && text[at] == '\\' && text[at + 1] == letter;
}
