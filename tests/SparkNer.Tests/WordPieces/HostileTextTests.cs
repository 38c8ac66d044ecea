using SparkNer.WordPieces;

namespace SparkNer.Tests.WordPieces;

/// <summary>Texts that nobody means well with: linear time, sane offsets, no allocation; and the edges of the interface.</summary>
public sealed class HostileTextTests
{
    private const int Length = 4 << 20;

    // By name: a lone surrogate is no text that a test runner can pass on.
    private static readonly Dictionary<string, (string Unit, int Words)> _texts = new()
    {
        ["one word"] = ("a", 1),
        ["spaces"] = (" ", 0),
        ["marks that go (cased: one unknown word)"] = ("\u0301", 0),
        ["marks that stay"] = ("\u08D4", 1),
        ["marks in the wrong order"] = ("\u08D4\u08D3", 1),
        ["marks that stay with marks that go among them"] = ("\u0301\u0323\u08D3\u08D4", 1),
        ["zero-width spaces"] = ("\u200B", 0),
        ["NULs"] = ("\0", 0),
        ["high surrogates"] = ("\uD800", 0),
        ["low surrogates"] = ("\uDC00", 0),
        ["emoji"] = ("\U0001F600", 1),
        ["Hangul"] = ("\uD55C", 1),
        ["the beginning of a special token"] = ("[", Length),
        ["dots"] = (".", Length),
        ["capitals that become two letters"] = ("\u0130", 1),
    };

    public static TheoryData<string> Texts => [.. _texts.Keys];

    // A second or less; hours if anything were quadratic: then the run does not end.
    [Theory]
    [MemberData(nameof(Texts))]
    public void Millions_of_characters_take_linear_time(string name)
    {
        (string unit, int words) = _texts[name];
        string text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        var pieces = new PieceBuffer();
        Tokenizers.Uncased.Encode(text, pieces);

        Assert.Equal(words, pieces.Count == 0 ? 0 : pieces.WordIds[^1] + 1);
        Assert.True(pieces.Count == 0 || pieces.Ends[^1] <= text.Length);
        if (words == 1)
        {
            Assert.Equal([Tokenizers.Uncased.UnkId], pieces.Ids.ToArray());
            Assert.Equal(text.Length, pieces.Ends[0]);
        }
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void A_word_of_more_than_100_code_points_is_unknown(int length, bool unknown)
    {
        foreach (string unit in (string[])["a", "\u0430"])
        {
            PieceBuffer pieces = Tokenizers.Encode(Tokenizers.Uncased, string.Concat(Enumerable.Repeat(unit, length)));
            Assert.Equal(unknown, pieces.Count == 1 && pieces.Ids[0] == Tokenizers.Uncased.UnkId);
        }
    }

    [Fact]
    public void Code_points_are_counted_not_code_units()
    {
        // Deseret letters take two code units each.
        byte[] vocabulary = Tokenizers.Bytes("[UNK]\n[CLS]\n[SEP]\n\U00010428\n##\U00010428\n");
        WordPieceTokenizer tokenizer = WordPieceTokenizer.Load(new TokenizerFiles { VocabTxt = vocabulary });
        PieceBuffer pieces = Tokenizers.Encode(tokenizer, string.Concat(Enumerable.Repeat("\U00010400", 100)));
        Assert.Equal([3, .. Enumerable.Repeat(4, 99)], pieces.Ids.ToArray());
        Assert.Equal(Enumerable.Range(0, 100).Select(i => 2 * i), pieces.Starts.ToArray());
        Assert.Equal([0], Tokenizers.Encode(tokenizer, string.Concat(Enumerable.Repeat("\U00010400", 101))).Ids.ToArray());
    }

    [Fact]
    public void Special_tokens_in_the_text_are_found_inside_words_and_by_exact_case()
    {
        PieceBuffer pieces = Tokenizers.Encode(Tokenizers.Uncased, "Anna[SEP]Berlin[sep]");
        Assert.Equal(["anna", "[SEP]", "berlin", "[", "sep", "]"], pieces.Ids.ToArray().Select(Tokenizers.Uncased.GetPiece));
        Assert.Equal([0, 1, 2, 3, 4, 5], pieces.WordIds.ToArray());
        Assert.Equal([0, 4, 9, 15, 16, 19], pieces.Starts.ToArray());
    }

    [Fact]
    public void Removed_words_leave_a_gap_in_the_word_ids()
    {
        var pieces = new PieceBuffer();
        Tokenizers.Cased.EncodeWords(["Anna", "", "\u200B", "Berlin."], pieces);
        Assert.Equal([0, 3, 3], pieces.WordIds.ToArray());
        Assert.Equal([0, 0, 6], pieces.Starts.ToArray());
    }

    [Fact]
    public void Encoding_allocates_nothing_once_the_buffer_has_grown()
    {
        const string Text = "Anna Schmidt flew from São Paulo to Zürich \u2014 “unbelievably” cheap, 中国 [SEP] e\u0301t\u00E9 \uD800 \U0001F600.";
        var pieces = new PieceBuffer();
        Tokenizers.Cased.Encode(Text, pieces);
        Tokenizers.Uncased.Encode(Text, pieces);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            pieces.Clear();
            Tokenizers.Cased.Encode(Text, pieces);
            Tokenizers.Uncased.Encode(Text, pieces);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Many_threads_share_a_tokenizer()
    {
        string[] texts = [.. Enumerable.Range(0, 64).Select(i => $"Text {i} of Grüße, {new string('x', i)} and 中国 {i * i}.")];
        string[] expected = [.. texts.Select(Encoded)];
        Parallel.For(0, 2000, i => Assert.Equal(expected[i % 64], Encoded(texts[i % 64])));

        static string Encoded(string text)
        {
            PieceBuffer pieces = Tokenizers.Encode(Tokenizers.Uncased, text);
            return Tokenizers.Show(Tokenizers.Uncased, pieces, new PieceWindow(0, pieces.Count));
        }
    }

    [Fact]
    public void An_empty_text_has_one_empty_window()
    {
        Assert.Equal([new PieceWindow(0, 0)], WordPieceTokenizer.Windows(0, 16, 4));
        Assert.Equal([new PieceWindow(0, 0)], WordPieceTokenizer.Windows(0, null, 0));
        Assert.Equal([new PieceWindow(0, 5000)], WordPieceTokenizer.Windows(5000, null, 0));
    }

    [Theory]
    [InlineData(16, 14)]
    [InlineData(16, 20)]
    [InlineData(2, 0)]
    [InlineData(0, 0)]
    public void A_stride_that_does_not_fit_is_refused(int maxLength, int stride)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => WordPieceTokenizer.Windows(1, maxLength, stride));
        Assert.Contains($"stride of {stride}", fault.Message);
        Assert.Contains($"maximum length of {maxLength}", fault.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => WordPieceTokenizer.Windows(1, 16, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WordPieceTokenizer.Windows(-1, 16, 0));
    }
}
