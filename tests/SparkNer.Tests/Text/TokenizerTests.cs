using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

public sealed class TokenizerTests
{
    private const string Context = "[.,;:!?*()\"'-]";
    private const string Rest = "[^.,;:!?*()\"'-]";

    /// <summary>The default rules as the specification states them.</summary>
    private static readonly Regex Candidates = new("[^ \t\n\v\f\r]+", RegexOptions.CultureInvariant);
    private static readonly Regex Rule = new($@"\A({Context}*)({Rest}(?:[^\n\r\u0085\u2028\u2029]*{Rest})*)({Context}*)\z", RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("U.S. troops", "U.S[0-2] .[3-3] troops[5-10]")]
    [InlineData("costs $17,000.", "costs[0-4] $17,000[6-12] .[13-13]")]
    [InlineData("(Hello)", "([0-0] Hello[1-5] )[6-6]")]
    [InlineData("\"Hello,\" she", "\"[0-0] Hello[1-5] ,\"[6-7] she[9-11]")]
    [InlineData("didn't", "didn't[0-5]")]
    [InlineData("...", "...[0-2]")]
    [InlineData("wait...", "wait[0-3] ...[4-6]")]
    [InlineData("--a--", "--[0-1] a[2-2] --[3-4]")]
    [InlineData("'tis '90s", "'[0-0] tis[1-3] '[5-5] 90s[6-8]")]
    [InlineData("well-known e-mail@example.com 3.14 AT&T Jane's", "well-known[0-9] e-mail@example.com[11-28] 3.14[30-33] AT&T[35-38] Jane's[40-45]")]
    [InlineData("a\u00a0b c", "a\u00a0b[0-2] c[4-4]")]
    [InlineData("\u201cquoted\u201d", "\u201cquoted\u201d[0-7]")]
    [InlineData("😀 Paris!", "😀[0-1] Paris[3-7] ![8-8]")]
    [InlineData(".a\u2028.b.", ".[0-0] a\u2028.b[1-4] .[5-5]")]
    [InlineData(" \t\n", "")]
    public void Cuts_the_examples_of_the_specification(string text, string expected) => Assert.Equal(expected, Show(text, new()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Keeps_lone_surrogates_where_they_are(bool byPatterns)
    {
        var tokens = new List<TextSpan>();
        new Tokenizer(new() { SplitPattern = byPatterns ? "-" : null }).Tokenize("\ud83d. a\ude00-b", tokens);

        Assert.Equal(byPatterns ? [new(0, 0), new(1, 1), new(3, 4), new(6, 6)] : [new TextSpan(0, 0), new(1, 1), new(3, 6)], tokens);
    }

    [Theory]
    [InlineData("l'une d'un l'un,", "l'[0-1] une[2-4] d'[6-7] un[8-9] l'[11-12] un[13-14] ,[15-15]")]
    [InlineData("l'extr\u00eame", "l'[0-1] extr\u00eame[2-8]")]
    public void Makes_a_token_of_each_group(string text, string expected) =>
        Assert.Equal(expected, Show(text, new() { InfixPatterns = [@"([\p{L}\w]+'{1})([\p{L}\w]+)"] }));

    [Fact]
    public void Tries_the_infix_patterns_in_order_and_keeps_offsets_over_gaps() =>
        Assert.Equal("a[0-0] 1[2-2] b[4-4] c[5-5] x_y[7-9]", Show("a:1 bc x_y", new() { InfixPatterns = ["([a-z]):([0-9])", "([a-z])([a-z])"] }));

    [Fact]
    public void Leaves_out_groups_inside_others_and_groups_that_did_not_match() =>
        Assert.Equal("ab[0-1] c[3-3]", Show("ab c", new() { InfixPatterns = ["((a)b)", "(x)?(c)"] }));

    [Fact]
    public void Takes_prefix_and_suffix_patterns_instead_of_context_chars() =>
        Assert.Equal("#[0-0] a.[1-2] %[3-3]", Show("#a.%", new() { PrefixPattern = @"\A(#?)", SuffixPattern = @"(%?)\z", InfixPatterns = ["([^#%]+)"] }));

    [Fact]
    public void Quotes_context_chars() => Assert.Equal("]\\^[0-2] a[3-3] [-[4-5]", Show("]\\^a[-", new() { ContextChars = ["]", "\\", "^", "[", "-"] }));

    [Fact]
    public void Quotes_context_chars_beside_patterns() => Assert.Equal(
        "\\E[0-1] a[2-2] \\E[3-4]", Show("\\Ea\\E", new() { ContextChars = ["\\", "E"], InfixPatterns = ["([a-z]+)"] }));

    [Theory]
    [InlineData("the New York Times.", "the[0-2] New York[4-11] Times[13-17] .[18-18]")]
    [InlineData("a New York-based New Yorker", "a[0-0] New York-based[2-15] New Yorker[17-26]")]
    [InlineData("new york New  York", "new[0-2] york[4-7] New[9-11] York[14-17]")]
    public void Keeps_candidates_with_exceptions_whole(string text, string expected) =>
        Assert.Equal(expected, Show(text, new() { Exceptions = ["New York", "York Times"] }));

    [Fact]
    public void Exceptions_without_spaces_and_in_any_case() => Assert.Equal(
        "C.I.A.[0-5] c.i.a[7-11] .x[12-13]",
        Show("C.I.A. c.i.a.x", new() { Exceptions = [@"c\.i\.a\."], CaseSensitiveExceptions = false, InfixPatterns = [@"(c\.i\.a)(\.x)"] }));

    [Fact]
    public void Splits_by_the_pattern_before_the_chars() => Assert.Equal(
        "a[0-0] b-c[2-4] d[6-6] e[8-8]", Show("a#b-c d-e", new() { SplitPattern = "#", SplitChars = ["-"] }));

    [Fact]
    public void Splits_no_candidate_that_no_rule_matches() => Assert.Equal("--[0-1]", Show("--", new() { SplitChars = ["-"] }));

    [Fact]
    public void The_target_pattern_is_a_character_class_as_in_Spark_NLP() => Assert.Equal(
        "only[0-3] a-z[5-7] 07[9-10] and[12-14] (x[16-17]",
        Show("only a-z 07 and (x 8 9", new() { TargetPattern = "a-z-0-7", ContextChars = ["."] }));

    [Fact]
    public void Code_points_outside_the_basic_plane_separate_as_a_whole() => Assert.Equal(
        "a[0-0] b[3-3]", Show("a😀b", new() { TargetPattern = "a-z" }));

    [Theory]
    [InlineData(@"a", null, null, @"\A")]
    [InlineData(null, @"a", null, @"\z")]
    [InlineData(null, null, @"a", "group")]
    public void Refuses_patterns_of_the_wrong_form(string? prefix, string? suffix, string? infix, string word) => Assert.Contains(
        word,
        Assert.Throws<ArgumentException>(
            () => new Tokenizer(new() { PrefixPattern = prefix, SuffixPattern = suffix, InfixPatterns = infix is null ? null : [infix] })).Message);

    [Fact]
    public void Refuses_options_that_make_no_sense()
    {
        Assert.Contains("contextChars", Assert.Throws<ArgumentException>(() => new Tokenizer(new() { ContextChars = ["ab"] })).Message);
        Assert.Contains("splitChars", Assert.Throws<ArgumentException>(() => new Tokenizer(new() { SplitChars = ["ab"] })).Message);
        Assert.Contains("splitChars", Assert.Throws<ArgumentException>(() => new Tokenizer(new() { SplitChars = ["+"] })).Message);
        Assert.Contains("targetPattern", Assert.Throws<ArgumentException>(() => new Tokenizer(new() { TargetPattern = "a-z&&b" })).Message);
        Assert.Contains("exceptions", Assert.Throws<ArgumentException>(() => new Tokenizer(new() { Exceptions = [@"\X"] })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tokenizer(new() { MinLength = -1 }));
        Assert.Throws<ArgumentException>(() => new Tokenizer(new() { MinLength = 3, MaxLength = 2 }));
    }

    [Fact]
    public void Patterns_have_a_time_limit_for_the_whole_text()
    {
        var tokenizer = new Tokenizer(new() { InfixPatterns = [@"((a+)+\2b)"], RegexTimeout = TimeSpan.FromMilliseconds(20) });

        PatternTimeoutException e = Assert.Throws<PatternTimeoutException>(() => tokenizer.Tokenize(new string('a', 5000), []));
        Assert.Equal("infixPatterns", e.Option);
        var tokens = new List<TextSpan>();
        tokenizer.Tokenize("fine", tokens);
        Assert.Single(tokens);
    }

    [Fact]
    public void Equals_the_regexes_of_the_specification()
    {
        var tokenizer = new Tokenizer();
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            var actual = new List<TextSpan>();
            tokenizer.Tokenize(text, actual);
            Assert.Equal(ByRegex(text), actual);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>The general path with the default rules written out as patterns.</summary>
    [Fact]
    public void Patterns_that_say_the_same_as_the_default_give_the_same()
    {
        var plain = new Tokenizer();
        var byPatterns = new Tokenizer(new() { PrefixPattern = @"\A([\Q.,;:!?*-()""'\E]*)" });
        var split = new Tokenizer(new() { SplitPattern = "never split this" });
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            var expected = new List<TextSpan>();
            plain.Tokenize(text, expected);
            foreach (Tokenizer other in (Tokenizer[])[byPatterns, split])
            {
                var actual = new List<TextSpan>();
                other.Tokenize(text, actual);
                Assert.Equal(expected, actual);
            }
        }).QuickCheckThrowOnFailure();
    }

    public static TheoryData<TokenizerOptions> AllKinds => new(
        new(),
        new() { TargetPattern = "[a-z0-9.]+" },
        new() { TargetPattern = @"\p{L}" },
        new() { InfixPatterns = [@"(\w+)(-)(\w+)", @"((a)b)|(\S+)"] },
        new() { SplitChars = ["-", @"\."], SplitPattern = "[ap]" },
        new() { Exceptions = ["a b", @"Mr\.", @"\. ", "😀\\s"], CaseSensitiveExceptions = false },
        new() { MinLength = 2, MaxLength = 3 });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Tokens_are_not_empty_in_order_inside_the_text_without_overlap(TokenizerOptions options)
    {
        var tokenizer = new Tokenizer(options);
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            var tokens = new List<TextSpan> { new(-5, -1) };
            tokenizer.Tokenize(text, tokens);
            for (int i = 1; i < tokens.Count; i++)
            {
                Assert.True(tokens[i].Begin > tokens[i - 1].End && tokens[i].End >= tokens[i].Begin && tokens[i].End < text.Length);
                Assert.True(tokens[i].Length >= options.MinLength && tokens[i].Length <= (options.MaxLength ?? int.MaxValue));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData("'a ")]
    public void Takes_linear_time_and_no_memory_on_hostile_text(string unit)
    {
        string text = string.Concat(Enumerable.Repeat(unit, 10_000_000 / unit.Length));
        var tokens = new List<TextSpan>(text.Length);
        var tokenizer = new Tokenizer();
        long before = GC.GetAllocatedBytesForCurrentThread();

        tokenizer.Tokenize(text, tokens);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.NotEmpty(tokens);
    }

    [Fact]
    public void Stops_when_cancelled() => Assert.Throws<OperationCanceledException>(
        () => new Tokenizer().Tokenize(string.Concat(Enumerable.Repeat("a ", 10_000)), [], new CancellationToken(canceled: true)));

    private static string Show(string text, TokenizerOptions options)
    {
        var tokens = new List<TextSpan>();
        new Tokenizer(options).Tokenize(text, tokens);
        return string.Join(' ', tokens.Select(t => $"{text.Substring(t.Begin, t.Length)}[{t.Begin}-{t.End}]"));
    }

    private static IEnumerable<TextSpan> ByRegex(string text)
    {
        foreach (Match candidate in Candidates.Matches(text))
        {
            Match match = Rule.Match(candidate.Value);
            IEnumerable<System.Text.RegularExpressions.Group> parts = match.Success ? match.Groups.Values.Skip(1) : [candidate];
            int offset = match.Success ? candidate.Index : 0;
            foreach (System.Text.RegularExpressions.Group part in parts.Where(p => p.Length > 0))
            {
                yield return new TextSpan(offset + part.Index, offset + part.Index + part.Length - 1);
            }
        }
    }
}
