using FsCheck;
using FsCheck.Fluent;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

public sealed class DocumentAssemblerTests
{
    [Theory]
    [InlineData(" Shrink_FULL\n", CleanupMode.ShrinkFull)]
    [InlineData("disabled", CleanupMode.Disabled)]
    public void Reads_names_trimmed_and_in_any_case(string name, CleanupMode expected) => Assert.Equal(expected, CleanupModes.Parse(name));

    [Fact]
    public void Names_the_allowed_modes_when_it_meets_another()
    {
        Assert.False(CleanupModes.TryParse("tidy", out _, out string? error));
        Assert.Equal("Cleanup mode possible values: disabled, inplace, inplace_full, shrink, shrink_full, each, each_full, delete_full. Received: tidy", error);
        Assert.Contains("delete_full", Assert.Throws<ArgumentException>(() => CleanupModes.Parse(null)).Message);
    }

    [Fact]
    public void Every_mode_has_a_name_that_reads_back() =>
        Assert.All(Enum.GetValues<CleanupMode>(), mode => Assert.Equal(mode, CleanupModes.Parse(CleanupModes.NameOf(mode))));

    [Theory]
    [InlineData(CleanupMode.ShrinkFull, @"a\r\r\nb", "a b")]
    [InlineData(CleanupMode.ShrinkFull, @"a\n\nb\t\tc\r\rd", @"a b c\r\rd")]
    [InlineData(CleanupMode.ShrinkFull, @"a\r\r\tb", @"a\r\r b")]
    [InlineData(CleanupMode.InplaceFull, @"a\r\r\nb\\n", @"a\r b\ ")]
    [InlineData(CleanupMode.EachFull, "a \\r\\nb\n\\tc\t\td\\n", "a b c d\\n")]
    [InlineData(CleanupMode.Each, "a\n\n\nb\r\n", "a \nb ")]
    [InlineData(CleanupMode.DeleteFull, "\u0001 a\\nb\\\\n \u001f", "ab\\")]
    [InlineData(CleanupMode.Shrink, "\u0001\u000ba\u00a0\u2003 \f\rb\u0001", "a\u00a0\u2003 b")]
    public void Cleans(CleanupMode mode, string text, string expected) =>
        Assert.Equal(expected, new DocumentAssembler(new() { CleanupMode = mode }).Clean(text));

    [Fact]
    public void Returns_the_same_string_where_there_is_nothing_to_clean()
    {
        string text = new("plain text".ToCharArray());
        Assert.All(Enum.GetValues<CleanupMode>(), mode => Assert.Same(text, new DocumentAssembler(new() { CleanupMode = mode }).Clean(text)));
    }

    [Fact]
    public void Overrides_given_id_and_sentence()
    {
        var given = new Dictionary<string, string> { ["id"] = "x", ["sentence"] = "9", ["k"] = "v" };

        Assert.Equal(new AnnotationMetadata([new("id", "7"), new("sentence", "0"), new("k", "v")]), DocumentAssembler.Metadata("7", given));
        Assert.Equal(new AnnotationMetadata([new("id", "x"), new("sentence", "0"), new("k", "v")]), DocumentAssembler.Metadata(null, given));
    }

    [Fact]
    public void Never_makes_a_text_longer_and_leaves_no_space_but_a_blank_where_it_shrinks()
    {
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            foreach (CleanupMode mode in Enum.GetValues<CleanupMode>())
            {
                string cleaned = new DocumentAssembler(new() { CleanupMode = mode }).Clean(text);
                Assert.True(mode == CleanupMode.Inplace ? cleaned.Length == text.Length : cleaned.Length <= text.Length);
                if (mode is CleanupMode.Shrink or CleanupMode.ShrinkFull)
                {
                    Assert.DoesNotContain(cleaned, c => c is '\t' or '\n' or '\v' or '\f' or '\r');
                    Assert.DoesNotContain("  ", mode == CleanupMode.Shrink ? cleaned : "");
                }
            }
        }).QuickCheckThrowOnFailure();
    }
}
