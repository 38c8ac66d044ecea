using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

/// <summary>Java's regexes run by .NET.</summary>
public sealed class JavaPatternTests
{
    /// <summary>The matches are what java.util.regex of Java 17 answers: begin-end, and each group.</summary>
    [Theory]
    [InlineData("\\S+", "a\u00A0b c\u2003d\u0085e f", "0-3 4-9 10-11")]
    [InlineData("\\s", "a\u00A0 \u0085\u000B\u3000\u0009", "2-3 4-5 6-7")]
    [InlineData("\\w+", "na\u00EFve caf\u00E9_1 \u0661", "0-2 3-5 6-9 10-12")]
    [InlineData("\\d+", "12 \u0661\u0662 3", "0-2 6-7")]
    [InlineData("\\D+", "1\u06612", "1-2")]
    [InlineData("\\W+", "a\u00E9b", "1-2")]
    [InlineData(".+", "a\u000Ab\u000Dc\u0085d\u2028e\u2029f", "0-1 2-3 4-5 6-7 8-9 10-11")]
    [InlineData("(?s).+", "a\u000Ab\u2028c", "0-5")]
    [InlineData("(?d).+", "a\u000Ab\u000Dc", "0-1 2-5")]
    [InlineData("(.)(.)", "\uD83D\uDE00x\uD83D\uDE01", "0-3(0-2)(2-3)")]
    [InlineData(".", "\uD83D\uDE00", "0-2")]
    [InlineData("[^a]", "a\uD83D\uDE00b", "1-3 3-4")]
    [InlineData("a$", "a\u000A", "0-1")]
    [InlineData("a$", "a\u000D\u000A", "0-1")]
    [InlineData("a$", "a\u2028", "0-1")]
    [InlineData("a$", "a\u000Ab", "")]
    [InlineData("a\\Z", "a\u0085", "0-1")]
    [InlineData("a\\z", "a\u000A", "")]
    [InlineData("(?m)^.", "a\u000Ab\u000D\u000Ac\u000Dd", "0-1 2-3 5-6 7-8")]
    [InlineData("(?m).$", "a\u000Ab\u000D\u000Ac\u000Dd", "0-1 2-3 5-6 7-8")]
    [InlineData("(?m)^", "\u000A", "0-0")]
    [InlineData("\\Qa.b\\E", "aXb a.b", "4-7")]
    [InlineData("\\Qab\\E+", "abbab", "0-3 3-5")]
    [InlineData("[\\Q^-]\\E]+", "a^-]b", "1-4")]
    [InlineData("\\h+", "a \u0009\u00A0\u3000b", "1-5")]
    [InlineData("\\v+", "a\u000A\u000B\u2028b", "1-4")]
    [InlineData("\\R", "a\u000D\u000Ab\u0085c\u000A\u000Dd", "1-3 4-5 6-7 7-8")]
    [InlineData("a++b", "aab", "0-3")]
    [InlineData("a*+a", "aaa", "")]
    [InlineData("(a|ab)(c|bcd)?(d*)", "abcd", "0-4(0-1)(1-4)(4-4)")]
    [InlineData("(?:a|ab)?+c", "abc", "2-3")]
    [InlineData("(?>a*)b", "aab", "0-3")]
    [InlineData("[ab]{1,2}+b", "abb ab", "0-3")]
    [InlineData("(?i)k\u00E9", "K\u00E9 k\u00C9 \u212A\u00E9", "0-2")]
    [InlineData("(?iu)\u00E9", "\u00C9\u00E9", "0-1 1-2")]
    [InlineData("(?i)[a-c]+", "AbCd", "0-3")]
    [InlineData("a(?i)b|c", "aB AB C c", "0-2 6-7 8-9")]
    [InlineData("(a(?i)b)c", "aBc aBC", "0-3(0-2)")]
    [InlineData("(?i:a)b", "Ab AB", "0-2")]
    [InlineData("(?<n>a)(b)(?<m>c)?\\k<n>", "abca aba", "0-4(0-1)(1-2)(2-3) 5-8(5-6)(6-7)(none)")]
    [InlineData("(a)(b)\\2\\1", "abba", "0-4(0-1)(1-2)")]
    [InlineData("(a)\\11", "aa1", "0-3(0-1)")]
    [InlineData("\\p{L}+", "a\u00E9\u4E00\uD835\uDC00 1", "0-5")]
    [InlineData("\\pL\\P{L}", "a1 ab", "0-2")]
    [InlineData("\\p{Alpha}+", "ab\u00E9c", "0-2 3-4")]
    [InlineData("\\p{Punct}+", "a.,!$b\u2014", "1-5")]
    [InlineData("\\p{Upper}", "A\u00C9", "0-1")]
    [InlineData("\\p{IsPunctuation}", "a\u2014$.", "1-2 3-4")]
    [InlineData("\\p{gc=Nd}", "a\u06611", "1-2 2-3")]
    [InlineData("\\p{Sc}", "$\u20AC", "0-1 1-2")]
    [InlineData("[a-z-0-7]+", "az-07 8", "0-5")]
    [InlineData("[a[bc]d]+", "abcde", "0-4")]
    [InlineData("[^a[bc]]+", "abcde", "3-5")]
    [InlineData("[^a[^bc]]", "abcd", "1-2 2-3")]
    [InlineData("[]a]+", "a]b", "0-2")]
    [InlineData("[a-]+", "a-b", "0-2")]
    [InlineData("[a-[b]]+", "a-bc", "0-3")]
    [InlineData("[a&b]+", "a&bc", "0-3")]
    [InlineData("[\uD83D\uDE00-\uD83D\uDE02]", "\uD83D\uDE01\uD83D\uDE05", "0-2")]
    [InlineData("\uD83D\uDE00+", "\uD83D\uDE00\uD83D\uDE00", "0-4")]
    [InlineData("\\x41\\x{1F600}\\u0042\\0103\\t", "A\uD83D\uDE00BC\u0009", "0-6")]
    [InlineData("\\cA", "\u0001", "0-1")]
    [InlineData("(?x) a [b c] # d", "ab ac a", "0-2 3-5")]
    [InlineData("a}", "a}", "0-2")]
    [InlineData("x*", "axb", "0-0 1-2 2-2 3-3")]
    [InlineData("([\\p{L}\\w]+'{1})([\\p{L}\\w]+)", "l'extr\u00EAme", "0-9(0-2)(2-9)")]
    [InlineData("\\bab\\b", "ab \u00E9ab ab.", "0-2 7-9")]
    [InlineData("(?<=a)b(?!c)", "ab abc bb", "1-2")]
    [InlineData("(-)|(a)", "a-", "0-1(none)(0-1) 1-2(1-2)(none)")]
    [InlineData("([a-c])+", "abc", "0-3(2-3)")]
    public void Matches_what_Java_matches(string pattern, string text, string expected)
    {
        JavaPattern compiled = JavaPattern.Compile(pattern, "test", TimeSpan.FromSeconds(60));
        long started = Stopwatch.GetTimestamp();
        List<(int Begin, int Length)> matches = compiled.Matches(text, started);
        var regex = new Regex(new JavaPatternTranslator(pattern, "test").Translate(), RegexOptions.CultureInvariant);
        var actual = new StringBuilder();
        foreach ((Match match, (int begin, int length)) in regex.Matches(text).Zip(matches))
        {
            Assert.Equal((match.Index, match.Length), (begin, length));
            actual.Append(actual.Length > 0 ? " " : "").Append($"{begin}-{begin + length}");
            foreach (Group group in match.Groups.Values.Skip(1))
            {
                actual.Append(group.Success ? $"({group.Index}-{group.Index + group.Length})" : "(none)");
            }
        }

        Assert.Equal(expected, actual.ToString());
        Assert.Equal(regex.Count(text), matches.Count);
    }

    [Theory]
    [InlineData("[a-z&&[^b]]", "intersection of character classes '&&'", 4)]
    [InlineData(@"\X", @"\X", 0)]
    [InlineData(@"a\b{g}", @"\b{g}", 1)]
    [InlineData(@"\N{DIGIT ONE}", @"\N{...}", 0)]
    [InlineData(@"(?U)\w", "(?U)", 2)]
    [InlineData(@"\p{IsLatin}", @"\p{IsLatin}", 0)]
    [InlineData(@"[x\p{Foo}]", @"\p{Foo}", 2)]
    [InlineData(@"\y", @"\y", 0)]
    [InlineData("a**", "dangling meta character '*'", 2)]
    [InlineData("*a", "dangling meta character '*'", 0)]
    [InlineData("a{x}", "illegal repetition", 1)]
    [InlineData("a{3,2}", "illegal repetition range", 1)]
    [InlineData("(a", "unclosed group", 0)]
    [InlineData("a)", "unmatched closing ')'", 1)]
    [InlineData("[a", "unclosed character class", 0)]
    [InlineData("[z-a]", "illegal character range", 1)]
    [InlineData("(?P<n>a)", "unknown group or inline flag", 0)]
    [InlineData(@"\k<n>", "<n>", 0)]
    [InlineData(@"\1(a)", "group 1", 0)]
    [InlineData("a\\", "backslash at the end", 1)]
    public void Refuses_by_name_and_place_what_it_cannot_translate(string pattern, string construct, int position)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => JavaPattern.Compile(pattern, "splitPattern", TimeSpan.FromSeconds(1)));

        Assert.Contains(construct, e.Message);
        Assert.Contains("splitPattern", e.Message);
        Assert.Contains($"'{pattern}'", e.Message);
        Assert.EndsWith($"at position {position}.", e.Message);
    }

    [Theory]
    [InlineData(@"\S+", true)]
    [InlineData(@"(a+)+b\z", true)]
    [InlineData(@"(?i)\Qa.b\E", true)]
    [InlineData("(?=a)a", false)]
    [InlineData("a++", false)]
    [InlineData(@"(a)\1", false)]
    public void Backtracks_only_where_it_must(string pattern, bool isLinear) =>
        Assert.Equal(isLinear, JavaPattern.Compile(pattern, "test", TimeSpan.FromSeconds(1)).IsLinear);

    [Fact]
    public void Ends_a_match_that_takes_too_long()
    {
        JavaPattern pattern = JavaPattern.Compile(@"(a+)+\1b", "infixPatterns", TimeSpan.FromMilliseconds(50));

        PatternTimeoutException e = Assert.Throws<PatternTimeoutException>(() => pattern.Matches(new string('a', 5000), Stopwatch.GetTimestamp()));

        Assert.Equal((@"(a+)+\1b", "infixPatterns", TimeSpan.FromMilliseconds(50)), (e.Pattern, e.Option, e.Limit));
        Assert.Contains(@"infixPatterns: the pattern '(a+)+\1b' took longer than 0.05 s", e.Message);
    }

    [Theory]
    [InlineData("b", "abcb", "a|c")]
    [InlineData("b", "bab", "|a")]
    [InlineData("b", "bb", "")]
    [InlineData("b", "", "")]
    [InlineData("x", "ab", "ab")]
    [InlineData("", "abc", "a|b|c")]
    [InlineData("b*", "abba", "a||a")]
    public void Splits_as_Java_does(string pattern, string text, string expected)
    {
        JavaPattern compiled = JavaPattern.Compile(pattern, "test", TimeSpan.FromSeconds(60));

        Assert.Equal(expected, string.Join('|', compiled.Split(text, Stopwatch.GetTimestamp()).Select(p => text.Substring(p.Begin, p.Length))));
    }
}
