using FsCheck;
using FsCheck.Fluent;

namespace SparkNer.Tests;

public class CodePointsTests
{
    private static readonly Gen<string> _texts = Gen.Elements("a", "é", "\U0001F600", "\ud83d", "\ude00", " ", "京").ListOf().Select(string.Concat);

    private static readonly Gen<(string Text, int[] Offsets)> _cases =
        from text in _texts
        from offsets in Gen.Choose(0, text.Length).ArrayOf()
        select (text, offsets);

    [Fact]
    public void Counts_pairs_once_and_lone_surrogates_once()
    {
        Assert.Equal(0, CodePoints.Count(""));
        Assert.Equal(4, CodePoints.Count("a\U0001F600b\U00010348"));
        Assert.Equal(3, CodePoints.Count("\ud83d\ud83d\ude00\ude00"));
    }

    [Fact]
    public void Offsets_convert_alike_in_any_order()
    {
        Prop.ForAll(_cases.ToArbitrary(), c =>
        {
            int[] converted = new int[c.Offsets.Length];
            CodePoints.FromUtf16(c.Text, c.Offsets, converted);
            return c.Offsets.Zip(converted).All(p => p.Second == CodePoints.Count(c.Text.AsSpan(0, p.First)) || SplitsPair(c.Text, p.First));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Offsets_convert_back_in_any_order()
    {
        Prop.ForAll(_cases.ToArbitrary(), c =>
        {
            // One cursor goes both ways: also back from the middle of a pair, which rounds up.
            var cursor = new CodePointCursor(c.Text);
            foreach (int offset in c.Offsets)
            {
                Assert.Equal(SplitsPair(c.Text, offset) ? offset + 1 : offset, cursor.UnitAt(cursor.At(offset)));
            }

            Assert.Equal(c.Text.Length, cursor.UnitAt(int.MaxValue));
            Assert.Equal(-1, cursor.UnitAt(-1));
            foreach (int offset in c.Offsets.Where(o => !SplitsPair(c.Text, o)))
            {
                Assert.Equal(offset, cursor.UnitAt(CodePoints.Count(c.Text.AsSpan(0, offset))));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Counts_as_Python_does()
    {
        // UTF-32 has one unit a code point; a lone surrogate becomes one U+FFFD.
        Prop.ForAll(_texts.ToArbitrary(), text => CodePoints.Count(text) == System.Text.Encoding.UTF32.GetByteCount(text) / 4).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Refuses_offsets_outside_the_text()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePoints.FromUtf16("ab", [3], new int[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CodePoints.FromUtf16("ab", [-1], new int[1]));
        Assert.Throws<ArgumentException>(() => CodePoints.FromUtf16("ab", [1], new int[2]));
    }

    private static bool SplitsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
