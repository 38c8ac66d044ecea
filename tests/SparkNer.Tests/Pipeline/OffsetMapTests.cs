using FsCheck;
using FsCheck.Fluent;
using SparkNer.Pipeline;

namespace SparkNer.Tests.Pipeline;

public sealed class OffsetMapTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements("a", "\u00E9", "\U0001F600", "\uD83D", "\uDE00", "\uD83D\uD83D", "\uDE00\uDE00").ListOf().Select(string.Concat).ToArbitrary();

    [Theory]
    [InlineData("")]
    [InlineData("plain \u00E9\u4E2D")]
    [InlineData("\uDE00 alone")]
    public void A_text_without_pairs_needs_no_map(string text) => Assert.Null(OffsetMap.Of(text));

    [Fact]
    public void Both_halves_of_a_pair_are_one_code_point()
    {
        OffsetMap map = OffsetMap.Of("a\U0001F600b")!;
        Assert.Equal([0, 1, 1, 2, 3], Enumerable.Range(0, 5).Select(i => map[i]));
        Assert.Equal(-1, map[-1]);
    }

    [Fact]
    public void It_agrees_with_the_count_of_code_points() => Prop.ForAll(Texts, text =>
    {
        OffsetMap? map = OffsetMap.Of(text);
        for (int i = 0; i <= text.Length; i++)
        {
            bool inPair = i > 0 && i < text.Length && char.IsSurrogatePair(text[i - 1], text[i]);
            Assert.Equal(CodePoints.Count(text.AsSpan(0, inPair ? i - 1 : i)), map is null ? i : map[i]);
        }
    }).QuickCheckThrowOnFailure();
}
