using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>Windows over a text that is too long for the model, and which of them sees most around a word.</summary>
internal static class Windows
{
    /// <summary>The overlap of windows when none is asked for: a quarter of a window.</summary>
    public static int DefaultStride(int capacity) => capacity / 4;

    /// <summary>How many pieces a window leaves between a word and its nearer cut edge; the text's own ends are no cut.</summary>
    /// <param name="window">The window.</param>
    /// <param name="pieces">How many pieces the text has.</param>
    /// <param name="first">The word's first piece.</param>
    /// <param name="last">The word's last piece.</param>
    public static int Context(PieceWindow window, int pieces, int first, int last)
    {
        int left = window.Start == 0 ? int.MaxValue : first - window.Start;
        int end = window.Start + window.Count;
        int right = end == pieces ? int.MaxValue : end - 1 - last;
        return Math.Min(left, right);
    }

    /// <summary>For each word the window that labels it: of those that hold its first piece the one with most context, the first of equals.</summary>
    /// <param name="windows">The windows, ascending.</param>
    /// <param name="pieces">How many pieces the text has.</param>
    /// <param name="words">First and last piece of each word, ascending; a first piece of -1 is a word without pieces.</param>
    /// <param name="chosen">Gets a window's index for each word, -1 where no window holds it.</param>
    public static void Choose(IReadOnlyList<PieceWindow> windows, int pieces, ReadOnlySpan<(int First, int Last)> words, Span<int> chosen)
    {
        int candidate = 0;
        for (int w = 0; w < words.Length; w++)
        {
            (int first, int last) = words[w];
            chosen[w] = -1;
            if (first < 0)
            {
                continue;
            }

            while (candidate < windows.Count && windows[candidate].Start + windows[candidate].Count <= first)
            {
                candidate++;
            }

            int best = int.MinValue;
            for (int i = candidate; i < windows.Count && windows[i].Start <= first; i++)
            {
                int context = Context(windows[i], pieces, first, last);
                if (context > best)
                {
                    best = context;
                    chosen[w] = i;
                }
            }
        }
    }
}
