using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.SparkNlp;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.Tests.SparkNlp;

public sealed class CanonicalDecompositionTests
{
    // Texts of what decomposes, combines or is half a pair, and any code units.
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        Gen.Elements("a", "\u00E9", "\u1EB7", "\u0301", "\u0323", "\u0345", "\u05B0", "\u0F73", "\uD55C", "\u1100", "\uD834\uDD5E", "\uD834", "\uDD5E", "\u1ABF", "\uA82C", "\u212B"),
        Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString())).ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Is_Java_17s() => JavaCase.AssertAll(JavaDecompositions.Cases, 300, CanonicalDecomposition.Decompose);

    [Fact]
    public void Marks_of_Unicode_13_are_put_in_order_though_the_word_pieces_table_is_older()
    {
        int[] marks = [0x1ABF, 0x1AC0, 0xA82C, 0x1193D, 0x1193E, 0x11943, 0x10EAB, 0x10EAC, 0x16FF0, 0x16FF1];
        Assert.All(marks, m => Assert.Equal(0, CodePointFacts.CombiningClass(m)));
        Assert.Equal("a\u1ABF\u0301", CanonicalDecomposition.Decompose("\u00E1\u1ABF"));
        Assert.Equal("a\uA82C\u0323", CanonicalDecomposition.Decompose("\u1EA1\uA82C"));
        Assert.Equal("a\U00016FF0\u0323\u0301", CanonicalDecomposition.Decompose("a\u0301\u0323\U00016FF0"));
        Assert.Equal("a\u0301\U00010EAB", CanonicalDecomposition.Decompose("\u00E1\U00010EAB"));
    }

    [Fact]
    public void A_text_that_stays_as_it_is_is_the_same_object_below_U_00C0()
    {
        string text = new('\u00BF', 5);
        Assert.Same(text, CanonicalDecomposition.Decompose(text));
    }

    [Fact]
    public void Decomposing_again_changes_nothing() => Prop.ForAll(Texts, text =>
    {
        string once = CanonicalDecomposition.Decompose(text);
        Assert.Equal(JavaCase.Show(once), JavaCase.Show(CanonicalDecomposition.Decompose(once)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equivalent_texts_become_one() => Prop.ForAll(Texts, text =>
    {
        string whole = CanonicalDecomposition.Decompose(text);
        var pieces = new StringBuilder();
        for (int i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            pieces.Append(CanonicalDecomposition.Decompose(text.Substring(i, char.IsSurrogatePair(text, i) ? 2 : 1)));
        }

        Assert.Equal(JavaCase.Show(whole), JavaCase.Show(CanonicalDecomposition.Decompose(pieces.ToString())));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Marks_with_a_class_stand_in_ascending_order() => Prop.ForAll(Texts, text =>
    {
        int last = 0;
        foreach (Rune rune in CanonicalDecomposition.Decompose(text).EnumerateRunes().Where(r => r.Value is not (0x1ABF or 0xA82C)))
        {
            int combiningClass = CodePointFacts.CombiningClass(rune.Value);
            Assert.True(combiningClass == 0 || combiningClass >= last, JavaCase.Show(text));
            last = combiningClass;
        }
    }).QuickCheckThrowOnFailure();
}
