namespace SparkNer.Text;

/// <summary>Halves of surrogate pairs that stand alone: no character, but .NET's strings may hold them.</summary>
internal static class LoneSurrogates
{
    /// <summary>The text with U+FFFD in the place of each, one unit for one unit. The same string where there is none.</summary>
    public static string Without(string text) => IndexIn(text, 0) < 0
        ? text
        : string.Create(text.Length, text, static (span, source) =>
        {
            source.CopyTo(span);
            Replace(span);
        });

    /// <summary>Puts U+FFFD in the place of each.</summary>
    public static void Replace(Span<char> text)
    {
        for (int at = IndexIn(text, 0); at >= 0; at = IndexIn(text, at + 1))
        {
            text[at] = '\uFFFD';
        }
    }

    private static int IndexIn(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length;)
        {
            int step = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (step < 0)
            {
                return -1;
            }

            at += step;
            if (JavaText.CodePointWidth(text, at) == 1)
            {
                return at;
            }

            at += 2;
        }

        return -1;
    }
}
