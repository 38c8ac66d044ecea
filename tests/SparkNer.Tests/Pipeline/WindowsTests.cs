using FsCheck;
using FsCheck.Fluent;
using SparkNer.Pipeline;
using SparkNer.WordPieces;

namespace SparkNer.Tests.Pipeline;

public sealed class WindowsTests
{
    // Lengths of words in pieces (0: none), the longest sequence, and a stride below it.
    private static readonly Arbitrary<(int[] Words, int MaxLength, int Stride)> Texts = (
        from words in Gen.Choose(0, 5).ListOf()
        from maxLength in Gen.Choose(3, 12)
        from stride in Gen.Choose(0, maxLength - 3)
        select (words.ToArray(), maxLength, stride)).ToArbitrary();

    [Theory]
    [InlineData(0, 10, 20, 3, 4, 5)]
    [InlineData(0, 10, 10, 3, 4, int.MaxValue)]
    [InlineData(5, 10, 20, 7, 8, 2)]
    [InlineData(5, 10, 15, 7, 8, 2)]
    [InlineData(5, 10, 20, 5, 5, 0)]
    [InlineData(5, 10, 20, 12, 16, -2)]
    public void Context_is_the_distance_to_the_nearer_cut(int start, int count, int pieces, int first, int last, int expected) =>
        Assert.Equal(expected, Windows.Context(new PieceWindow(start, count), pieces, first, last));

    [Fact]
    public void The_default_stride_is_a_quarter()
    {
        Assert.Equal(127, Windows.DefaultStride(510));
        Assert.Equal(0, Windows.DefaultStride(1));
    }

    [Fact]
    public void Of_equals_the_first_window_labels_the_word()
    {
        PieceWindow[] windows = [new(0, 4), new(2, 4), new(4, 4)];
        Assert.Equal([0, 0, 1, 1, 2], Choose(windows, 8, (0, 0), (2, 2), (3, 3), (4, 4), (7, 7)));
        Assert.Equal([0], Choose([new(0, 5), new(2, 5)], 7, (3, 3)));
    }

    [Fact]
    public void Each_word_is_labelled_where_it_has_most_context() => Prop.ForAll(Texts, text =>
    {
        ((int First, int Last)[] words, int pieces) = Layout(text.Words);
        IReadOnlyList<PieceWindow> windows = WordPieceTokenizer.Windows(pieces, text.MaxLength, text.Stride);
        int[] chosen = Choose(windows, pieces, words);
        for (int w = 0; w < words.Length; w++)
        {
            (int first, int last) = words[w];
            if (first < 0)
            {
                Assert.Equal(-1, chosen[w]);
                continue;
            }

            Assert.InRange(chosen[w], 0, windows.Count - 1);
            Assert.True(Holds(windows[chosen[w]], first));
            int best = windows.Where(o => Holds(o, first)).Max(o => Windows.Context(o, pieces, first, last));
            int[] equals = [.. Enumerable.Range(0, windows.Count).Where(i => Holds(windows[i], first) && Windows.Context(windows[i], pieces, first, last) == best)];
            Assert.Equal(equals[0], chosen[w]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Windows_are_chosen_in_ascending_order() => Prop.ForAll(Texts, text =>
    {
        ((int First, int Last)[] words, int pieces) = Layout(text.Words);
        int[] chosen = Choose(WordPieceTokenizer.Windows(pieces, text.MaxLength, text.Stride), pieces, words);
        int[] some = [.. chosen.Where(c => c >= 0)];
        Assert.Equal(some.Order(), some);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_word_beyond_the_windows_is_labelled_by_none() =>
        Assert.Equal([0, 0, -1, -1], Choose([new(0, 4)], 4, (0, 2), (3, 5), (6, 6), (7, 9)));

    private static bool Holds(PieceWindow window, int piece) => piece >= window.Start && piece < window.Start + window.Count;

    private static ((int First, int Last)[] Words, int Pieces) Layout(int[] lengths)
    {
        int pieces = 0;
        var words = new (int, int)[lengths.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            words[i] = lengths[i] == 0 ? (-1, -1) : (pieces, pieces + lengths[i] - 1);
            pieces += lengths[i];
        }

        return (words, pieces);
    }

    private static int[] Choose(IReadOnlyList<PieceWindow> windows, int pieces, params (int First, int Last)[] words)
    {
        var chosen = new int[words.Length];
        Windows.Choose(windows, pieces, words, chosen);
        return chosen;
    }
}
