using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Testing;
using SparkNer.WordPieces;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.Tests.WordPieces;

/// <summary>Every code point of Unicode through every step of the normalizer and the pre-tokenizer.</summary>
public sealed class UnicodeTests
{
    private const int Count = 0x110000;

    private static readonly JsonElement Tables = Golden.Json("hf", "tokenizer", "unicode.json");

    [Fact]
    public void Every_code_point_is_cleaned_as_the_reference_does()
    {
        bool[] removed = Ranges("clean_text_removed");
        bool[] space = Ranges("clean_text_to_space");
        AssertAll(new(CleanText: true, false, false, false), c => removed[c] ? "" : space[c] ? " " : char.ConvertFromUtf32(c));
    }

    [Fact]
    public void Every_code_point_is_padded_as_the_reference_does()
    {
        bool[] chinese = Ranges("chinese_padded_with_spaces");
        AssertAll(new(false, PadChinese: true, false, false), c => chinese[c] ? $" {char.ConvertFromUtf32(c)} " : char.ConvertFromUtf32(c));
    }

    [Fact]
    public void Every_code_point_loses_its_accents_as_the_reference_does()
    {
        AssertAll(new(false, false, StripAccents: true, false), Stripper());
    }

    [Fact]
    public void Every_code_point_is_lower_cased_as_the_reference_does()
    {
        Dictionary<int, string> lower = Map("lowercase");
        AssertAll(new(false, false, false, LowerCase: true), c => lower.GetValueOrDefault(c) ?? char.ConvertFromUtf32(c));
    }

    [Fact]
    public void Every_code_point_goes_through_all_steps_as_the_reference_does()
    {
        Func<int, string> strip = Stripper();
        Dictionary<int, string> lower = Map("lowercase");
        Dictionary<int, string> other = Map("full_uncased_where_neither_step_alone_gives_it");
        bool[] removed = Ranges("clean_text_removed");
        bool[] space = Ranges("clean_text_to_space");
        bool[] chinese = Ranges("chinese_padded_with_spaces");
        AssertAll(new(true, true, true, true), c =>
        {
            string stepwise = removed[c] ? "" : space[c] ? " "
                : string.Concat(strip(c).EnumerateRunes().Select(r => lower.GetValueOrDefault(r.Value) ?? r.ToString()));
            stepwise = chinese[c] ? $" {stepwise} " : stepwise;
            if (other.TryGetValue(c, out string? listed))
            {
                Assert.Equal(listed, stepwise);
            }

            return stepwise;
        });
    }

    [Fact]
    public void Every_code_point_splits_words_as_the_reference_does()
    {
        bool[] punctuation = Ranges("pretokenizer_punctuation");
        bool[] whitespace = Ranges("pretokenizer_whitespace");
        for (int c = 0; c < Count; c++)
        {
            CodePointFlags flags = CodePointFacts.Flags(c);
            if (punctuation[c] != flags.HasFlag(CodePointFlags.Punctuation) || whitespace[c] != flags.HasFlag(CodePointFlags.Whitespace))
            {
                Assert.Fail($"U+{c:X4}: {flags}");
            }
        }
    }

    [Theory]
    [InlineData("e\u0301x", "e@0-1 x@2-3")] // removed: the e ends before its accent
    [InlineData("\u00E9x", "e@0-1 x@1-2")]
    [InlineData("a\u08D3\u08D4b", "a@0-1 \u08D3@1-2 \u08D4@2-3 b@3-4")] // kept (newer than the reference's table of marks), in order
    [InlineData("a\u08D4\u08D3b", "a@0-1 \u08D3@1-2 \u08D4@2-3 b@3-4")] // out of order: they change places, not their places' offsets
    [InlineData("a\u0301\u08D3b", "a@0-1 \u08D3@1-2 b@3-4")] // a removed mark takes part in the ordering
    [InlineData("a\u0301\u200D\u08D3b", "a@0-1 \u08D3@1-2 b@4-5")] // what clean_text removed is no longer there
    [InlineData("a\u08D4 \u08D3b", "a@0-1 \u08D4@1-2  @2-3 \u08D3@3-4 b@4-5")] // a base ends a run
    [InlineData("\U0001D15E\u0345x", "\U0001D157@0-2 \U0001D165@0-2 x@3-4")] // the inserted mark comes first: the place of its base
    [InlineData("\U0001D15E\u0327x", "\U0001D157@0-2 \U0001D165@2-3 x@3-4")] // a removed mark comes before it: that one's place
    [InlineData("\U0001D15E\u302Ex", "\U0001D157@0-2 \U0001D165@0-2 \u302E@2-3 x@3-4")]
    [InlineData("\uD55C", "\u1112@0-1 \u1161@0-1 \u11AB@0-1")]
    [InlineData("\u0130", "i@0-1")]
    public void Marks_are_ordered_and_aligned_as_NFD_does(string text, string expected)
    {
        var normalized = new NormalizedText();
        Normalize(text, new(true, true, true, true), normalized);
        var actual = new List<string>();
        for (int i = 0; i < normalized.Chars.Length; i++)
        {
            string character = char.ConvertFromUtf32(CodePointFacts.Read(normalized.Chars, i, out int length));
            actual.Add($"{character}@{normalized.StartOf(i)}-{normalized.EndOf(i)}");
            i += length - 1;
        }

        Assert.Equal(expected, string.Join(' ', actual));
    }

    [Fact]
    public void A_capital_I_with_dot_gives_two_code_points_of_one_place_where_accents_stay()
    {
        var normalized = new NormalizedText();
        Normalize("x\u0130", new(true, true, false, true), normalized);
        Assert.Equal("xi\u0307", normalized.Chars.ToString());
        Assert.Equal((1, 2, 1, 2), (normalized.StartOf(1), normalized.EndOf(1), normalized.StartOf(2), normalized.EndOf(2)));
    }

    private static void AssertAll(NormalizationRules rules, Func<int, string> expected)
    {
        var normalized = new NormalizedText();
        Span<char> units = stackalloc char[2];
        for (int c = 0; c < Count; c++)
        {
            if (c is >= 0xD800 and < 0xE000)
            {
                continue;
            }

            int length = new Rune(c).EncodeToUtf16(units);
            Normalize(units[..length], rules, normalized);
            string wanted = expected(c);
            if (!normalized.Chars.SequenceEqual(wanted))
            {
                Assert.Fail($"U+{c:X4} became [{Hex(normalized.Chars.ToString())}], expected [{Hex(wanted)}]");
            }

            for (int i = 0; i < normalized.Chars.Length; i++)
            {
                if (normalized.StartOf(i) != 0 || normalized.EndOf(i) != length)
                {
                    Assert.Fail($"U+{c:X4}: unit {i} is aligned with {normalized.StartOf(i)}..{normalized.EndOf(i)}");
                }
            }
        }
    }

    private static void Normalize(ReadOnlySpan<char> text, NormalizationRules rules, NormalizedText result)
    {
        result.Clear();
        var sink = new NormalizedText.Appender(result);
        new BertNormalizer<NormalizedText.Appender>(text, 0, rules).Run(0, [], ref sink);
    }

    private static Func<int, string> Stripper()
    {
        bool[] removed = Ranges("strip_accents_removed");
        Dictionary<int, string> decomposed = Map("strip_accents_nfd");
        return c => c is >= 0xAC00 and <= 0xD7A3 ? Jamo(c - 0xAC00) : removed[c] ? "" : decomposed.GetValueOrDefault(c) ?? char.ConvertFromUtf32(c);
    }

    private static string Jamo(int s) =>
        $"{(char)(0x1100 + (s / 588))}{(char)(0x1161 + (s % 588 / 28))}{(s % 28 == 0 ? "" : ((char)(0x11A7 + (s % 28))).ToString())}";

    private static bool[] Ranges(string table)
    {
        var set = new bool[Count];
        foreach (JsonElement range in Tables.GetProperty(table).EnumerateArray())
        {
            string[] ends = range.GetString()!.Split('-');
            Array.Fill(set, true, Number(ends[0]), Number(ends[^1]) - Number(ends[0]) + 1);
        }

        return set;
    }

    private static Dictionary<int, string> Map(string table) => Tables.GetProperty(table).EnumerateObject().ToDictionary(
        p => Number(p.Name), p => string.Concat(p.Value.GetString()!.Split(' ').Select(h => char.ConvertFromUtf32(Number(h)))));

    private static int Number(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Hex(string text) => string.Join(' ', text.EnumerateRunes().Select(r => $"{r.Value:X4}"));
}
