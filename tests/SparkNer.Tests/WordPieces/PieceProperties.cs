using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.WordPieces;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.Tests.WordPieces;

/// <summary>What holds for any text.</summary>
public sealed class PieceProperties
{
    // Of everything that some step treats in its own way, and half surrogates.
    private static readonly string[] Fragments =
    [
        "a", "B", "z", "Anna", "berlin", "unaffable", "don't", " ", "  ", "\t", "\n", "\r\n", ".", ",", "(", "]", "[", "#", "##", "\0", "\u0001",
        "\u007F", "\u0085", "\u00A0", "\u00AD", "\u00E9", "\u00C5", "\u0130", "\u0131", "\u00DF", "e\u0301", "\u0301", "\u0323", "\u08D4", "\u08D3",
        "\u0344", "\u200B", "\u200D", "\u2028", "\u3000", "\uFEFF", "\uFFFD", "\u4E2D", "\u56FD", "\uF900", "\u30AB", "\uD55C\uAD6D",
        "\u05E9\u05DC\u05D5\u05DD", "\u0645\u0631\u062D\u0628\u0627", "\u0E01\u0E33", "\U0001F600", "\U0001F468\u200D\U0001F469", "\U00020000",
        "\U0001D15E", "\uD800", "\uDC00", "\uDFFF\uD83D", "[SEP]", "[MASK]", "[CLS", "[unused1]", "\u201C", "\u2014", "$", "\u20AC",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Frequency(
        (8, Gen.Elements(Fragments).ListOf().Select(string.Concat)),
        (2, Gen.Choose(0, 0xFFFF).Select(c => (char)c).ListOf().Select(c => new string([.. c]))),
        (1, Gen.Elements(Fragments).Select(f => string.Concat(Enumerable.Repeat(f, 60))))).ToArbitrary();

    [Fact]
    public void Offsets_are_inside_the_text_and_do_not_go_back() => ForAll((tokenizer, text) =>
    {
        PieceBuffer pieces = Tokenizers.Encode(tokenizer, text);
        for (int i = 0; i < pieces.Count; i++)
        {
            Assert.InRange(pieces.Ids[i], 0, tokenizer.VocabularySize - 1);
            Assert.InRange(pieces.Starts[i], 0, text.Length - 1);
            Assert.InRange(pieces.Ends[i], pieces.Starts[i] + 1, text.Length);
            if (i > 0)
            {
                Assert.True(pieces.Starts[i] >= pieces.Starts[i - 1]);
                Assert.True(pieces.Ends[i] >= pieces.Ends[i - 1]);
                Assert.InRange(pieces.WordIds[i], pieces.WordIds[i - 1], pieces.WordIds[i - 1] + 1);
            }
        }

        Assert.True(pieces.Count == 0 || pieces.WordIds[0] == 0);
    });

    [Fact]
    public void Every_character_that_is_neither_space_nor_removed_is_in_a_piece() => ForAll((tokenizer, text) =>
    {
        var covered = new bool[text.Length];
        PieceBuffer pieces = Tokenizers.Encode(tokenizer, text);
        for (int i = 0; i < pieces.Count; i++)
        {
            covered.AsSpan(pieces.Starts[i], pieces.Ends[i] - pieces.Starts[i]).Fill(true);
        }

        for (int i = 0, length; i < text.Length; i += length)
        {
            int c = CodePointFacts.Read(text, i, out length);
            CodePointFlags flags = CodePointFacts.Flags(c);
            const CodePointFlags Gone = CodePointFlags.Removed | CodePointFlags.BecomesSpace | CodePointFlags.Whitespace;

            // Marks may go (uncased), or change places with marks that go.
            bool mark = tokenizer.StripAccents && (flags & (CodePointFlags.Accented | CodePointFlags.Combining)) != 0;
            if ((flags & Gone) == 0 && !mark)
            {
                Assert.True(covered[i] && covered[i + length - 1], $"U+{c:X4} at {i} is in no piece");
            }
        }
    });

    [Fact]
    public void Words_that_were_found_elsewhere_give_the_same_pieces() => ForAll((tokenizer, text) =>
    {
        PieceBuffer expected = Tokenizers.Encode(tokenizer, text);

        // The words as the text's own pieces show them.
        var actual = new PieceBuffer();
        for (int i = 0; i < expected.Count;)
        {
            int word = expected.WordIds[i];
            int from = i;
            while (i < expected.Count && expected.WordIds[i] == word)
            {
                i++;
            }

            int start = expected.Starts[from];
            tokenizer.EncodeWord(text.AsSpan()[start..expected.Ends[i - 1]], word, start, actual);
        }

        // Marks may move across the border of a word that is cut out (and so its offsets with them); their order is the golden files' matter.
        if (!text.EnumerateRunes().Any(r => (CodePointFacts.Flags(r.Value) & CodePointFlags.Combining) != 0) && !SharesPlaces(expected))
        {
            Assert.Equal(
                Tokenizers.Show(tokenizer, expected, new PieceWindow(0, expected.Count)),
                Tokenizers.Show(tokenizer, actual, new PieceWindow(0, actual.Count)));
        }
    });

    [Fact]
    public void Encoding_does_not_depend_on_what_the_buffer_was_used_for()
    {
        var pieces = new PieceBuffer();
        ForAll((tokenizer, text) =>
        {
            int before = pieces.Count;
            tokenizer.Encode(text, pieces);
            PieceBuffer alone = Tokenizers.Encode(tokenizer, text);
            Assert.Equal(alone.Ids.ToArray(), pieces.Ids[before..].ToArray());
            Assert.Equal(alone.Starts.ToArray(), pieces.Starts[before..].ToArray());
            Assert.Equal(alone.Ends.ToArray(), pieces.Ends[before..].ToArray());
            Assert.Equal(alone.WordIds.ToArray(), pieces.WordIds[before..].ToArray());
        });
    }

    [Fact]
    public void A_lone_surrogate_counts_as_the_replacement_character() => ForAll((tokenizer, text) =>
    {
        var replaced = new StringBuilder();
        for (int i = 0, length; i < text.Length; i += length)
        {
            replaced.Append(char.ConvertFromUtf32(CodePointFacts.Read(text, i, out length)));
        }

        Assert.Equal(text.Length, replaced.Length);
        Assert.Equal(Show(text), Show(replaced.ToString()));

        string Show(string t)
        {
            PieceBuffer pieces = Tokenizers.Encode(tokenizer, t);
            return Tokenizers.Show(tokenizer, pieces, new PieceWindow(0, pieces.Count));
        }
    });

    [Fact]
    public void An_offset_moves_all_pieces_of_a_word() => ForAll((tokenizer, text) =>
    {
        var here = new PieceBuffer();
        var there = new PieceBuffer();
        tokenizer.EncodeWord(text, 3, 0, here);
        tokenizer.EncodeWord(text, 3, 1000, there);
        Assert.Equal(here.Ids.ToArray(), there.Ids.ToArray());
        Assert.Equal(here.Starts.ToArray().Select(s => s + 1000), there.Starts.ToArray());
        Assert.Equal(here.Ends.ToArray().Select(e => e + 1000), there.Ends.ToArray());
        Assert.All(here.WordIds.ToArray(), w => Assert.Equal(3, w));
    });

    [Fact]
    public void Windows_cover_all_pieces_and_share_exactly_the_stride()
    {
        Gen<(int Count, int Max, int Stride)> gen =
            from max in Gen.Choose(3, 40)
            from stride in Gen.Choose(0, max - 3)
            from count in Gen.Choose(0, 200)
            select (count, max, stride);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(gen.ToArbitrary(), c =>
        {
            IReadOnlyList<PieceWindow> windows = WordPieceTokenizer.Windows(c.Count, c.Max, c.Stride);
            Assert.Equal(0, windows[0].Start);
            Assert.Equal(c.Count, windows[^1].Start + windows[^1].Count);
            Assert.All(windows, w => Assert.InRange(w.Count, 0, c.Max - 2));
            for (int i = 1; i < windows.Count; i++)
            {
                Assert.Equal(c.Max - 2, windows[i - 1].Count);
                Assert.Equal(c.Stride, windows[i - 1].Start + windows[i - 1].Count - windows[i].Start);
                Assert.True(windows[i].Count > c.Stride, "a window must bring something new");
            }
        }));
    }

    /// <summary>Whether two words share a stretch of the text (parts of one decomposed character): that stretch cannot be cut out as a word.</summary>
    private static bool SharesPlaces(PieceBuffer pieces)
    {
        for (int i = 1; i < pieces.Count; i++)
        {
            if (pieces.WordIds[i] != pieces.WordIds[i - 1] && pieces.Starts[i] < pieces.Ends[i - 1])
            {
                return true;
            }
        }

        return false;
    }

    private static void ForAll(Action<WordPieceTokenizer, string> check) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(40),
        Prop.ForAll(Texts, text =>
        {
            check(Tokenizers.Cased, text);
            check(Tokenizers.Uncased, text);
        }));
}
