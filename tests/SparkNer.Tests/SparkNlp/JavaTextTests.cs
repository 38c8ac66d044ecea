using FsCheck;
using FsCheck.Fluent;
using SparkNer.SparkNlp;

namespace SparkNer.Tests.SparkNlp;

public sealed class JavaTextTests
{
    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        Gen.Elements("\u03A3", "\u03B1", "A", "1", ".", "'", "\u0301", "\u0345", "\u00AD", "\u0130", "\uD801\uDC00", "\uD801", "\uDC00", " ", "\u1C89", "\u0964"),
        Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString())).ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Java_has_25_white_spaces()
    {
        int[] expected =
        [
            0x9, 0xA, 0xB, 0xC, 0xD, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2008, 0x2009, 0x200A,
            0x2028, 0x2029, 0x205F, 0x3000,
        ];
        Assert.Equal(expected, Enumerable.Range(0, 0x10000).Where(c => JavaText.IsWhitespace((char)c)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\0\u001F ", "")]
    [InlineData("\u0001a b\n", "a b")]
    [InlineData("\u00A0a\u3000", "\u00A0a\u3000")]
    public void Trim_strips_what_is_not_above_the_space(string text, string expected) => Assert.Equal(expected, SparkNer.Text.JavaText.Trim(text).ToString());

    [Fact]
    public void Lower_case_is_Java_17s() => JavaCase.AssertAll(JavaLowerCases.Cases, 400, JavaText.ToLowerCase);

    [Fact]
    public void Capitals_younger_than_Unicode_13_stay()
    {
        int[] young =
        [
            0x1C89, 0x2C2F, 0xA7C0, 0xA7CB, 0xA7CC, 0xA7CE, .. Enumerable.Range(0xA7D0, 13), .. Enumerable.Range(0x10570, 0x26), .. Enumerable.Range(0x10D50, 22),
            .. Enumerable.Range(0x16EA0, 25),
        ];
        Assert.All(young, c => Assert.Equal(char.ConvertFromUtf32(c), JavaText.ToLowerCase(char.ConvertFromUtf32(c))));

        // Near them, what Java 17 knows is lower-cased.
        Assert.Equal("\u2C5E\uA7C3\uA7F6\U00010428\U00010CC0\U00016E60", JavaText.ToLowerCase("\u2C2E\uA7C2\uA7F5\U00010400\U00010C80\U00016E40"));
    }

    [Fact]
    public void Only_U_0130_makes_a_text_longer() => Prop.ForAll(Texts, text =>
        Assert.Equal(text.Length + text.Count(c => c == '\u0130'), JavaText.ToLowerCase(text).Length)).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_sigma_each_code_point_is_lower_cased_on_its_own() => Prop.ForAll(Texts, text =>
    {
        text = text.Replace('\u03A3', 'B');
        var alone = new List<string>();
        for (int i = 0; i < text.Length; i += alone[^1].Length == 2 && char.IsSurrogatePair(text, i) ? 2 : 1)
        {
            alone.Add(text.Substring(i, char.IsSurrogatePair(text, i) ? 2 : 1));
        }

        Assert.Equal(JavaCase.Show(string.Concat(alone.Select(JavaText.ToLowerCase))), JavaCase.Show(JavaText.ToLowerCase(text)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_text_of_sigmas_takes_linear_time()
    {
        string text = string.Concat(Enumerable.Repeat("1\u03A3'\u03A3.", 200_000));
        string lower = JavaText.ToLowerCase("a" + text);
        Assert.Equal(text.Length + 1, lower.Length);
        Assert.DoesNotContain('\u03A3', lower);
    }
}
