using FsCheck;
using FsCheck.Fluent;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

public sealed class SentenceDetectorTests
{
    /// <summary>One sentence ends at each bar.</summary>
    [Theory]
    [InlineData("No bound at all\nnot even here")]
    [InlineData("One.| Two;| three")]
    [InlineData("(ab) x| (c) y (D) z")]
    [InlineData("a) x b) y")]
    [InlineData("1. x| 2. y| -3. z| 4.) w")]
    [InlineData("-1x)y| (b) z")]
    [InlineData("see-1.) x |s-1.) y")]
    [InlineData("100.| Ten.|")]
    [InlineData("It is 3.14 or .5 or 5.a or x.7 ok.|")]
    [InlineData("12. Twelve")]
    [InlineData("Born in the U.S.A.| Then U.S. troops came e.g. here.| Éa.b.| C")]
    [InlineData("At 5 P.M. he left.| At 6 a.m....| Then.|")]
    [InlineData("The Corp.'s plan, the Inc.'s$ and Xy.'s")]
    [InlineData("Acme Co. KG is.| Acme Co.| AG")]
    [InlineData("J. R. Cole.| I. AB.| C. D")]
    [InlineData("Mr. X, MRS.| Y. Dr.:5, Mr.:x and Pt.|:x")]
    [InlineData("No. 5, p. (7), px.   |(x), no. x, No.| Five")]
    [InlineData("etc. and etc., etc.: etc.- etc.?| etc. 5 etc. I am etc. I'm etc. I'll etc.| It etc.| And")]
    [InlineData("Etc.|- x etc.- y")]
    [InlineData("the e-g. case and u😀s. case and i\u2028e.| case")]
    [InlineData("xetc.| and")]
    [InlineData("What?!| No!|$5 ok !!| yes!|")]
    [InlineData("a ! b !!| c!| d")]
    [InlineData("5° N°.5, x°.  7 and [°. 8")]
    [InlineData("Wait...| What.... what ...|  Now.|.|.|.| x", "Wait...| What.|.|.|.| what ...|  Now.|.|.|.| x")]
    [InlineData("He said 'Fine. Go.' and 'Stop. it's over' now.|")]
    [InlineData("x'Fine.| Go.|' y")]
    [InlineData("\"Fine. Go, now.\" (Was. It?) [May. be!] (a-b.| c)")]
    [InlineData("\"Oh!| No.|\"")]
    [InlineData("\uf050.| \uf051x.| \uf052 y; \uf053| \uf054 z.| \uf055; \uf056", "\uf050.| \uf051x.| \uf052 y;| \uf053 \uf054 z.| \uf055;| \uf056")]
    public void Ends_sentences_where_the_rules_say(string marked, string? other = null)
    {
        string expected = other ?? marked;
        string text = expected.Replace("|", "");
        string[] sentences = [.. expected.Split('|').Select(s => s.Trim()).Where(s => s.Length > 0)];

        Assert.Equal(sentences, new SentenceDetector().Detect(text).Select(s => s.Text));
    }

    [Fact]
    public void A_document_of_blanks_and_controls_has_no_sentences() => Assert.All(
        (string[])["", " ", "\t\r\n", "\0\u0001 \u001f"], text => Assert.Empty(new SentenceDetector().Detect(text)));

    [Fact]
    public void Text_that_looks_like_the_marks_of_the_rules_is_kept()
    {
        const string Text = "a\uf054b. c\uf055d. e\uf056f ╔╦ g.";
        Assert.Equal(["a\uf054b.", "c\uf055d.", "e\uf056f ╔╦ g."], new SentenceDetector().Detect(Text).Select(s => s.Text));
    }

    [Fact]
    public void Custom_bounds_apply_one_after_another()
    {
        var options = new SentenceDetectorOptions { CustomBounds = ["#+", "y"], UseCustomBoundsOnly = true };

        Assert.Equal([new Sentence(0, 1, "a.", 0), new Sentence(5, 5, "b", 1), new Sentence(7, 7, "c", 2)], new SentenceDetector(options).Detect("a.## byc"));
    }

    [Fact]
    public void Custom_bounds_that_take_text_from_a_protected_stretch_leave_its_offsets_right()
    {
        var detector = new SentenceDetector(new() { CustomBounds = ["#"] });
        const string Text = "'x'#1. y 'z' w. v";

        Assert.All(detector.Detect(Text), s => Assert.Equal(s.Text, Text[s.Begin..(s.End + 1)]));
    }

    [Fact]
    public void Splits_long_sentences_with_right_offsets_or_with_those_of_Spark_NLP()
    {
        const string Text = "Extraordinarily long words, two  spaces. Next one.";
        var options = new SentenceDetectorOptions { SplitLength = 12 };

        IReadOnlyList<Sentence> right = new SentenceDetector(options).Detect(Text);
        IReadOnlyList<Sentence> compatible = new SentenceDetector(options with { SparkNlpSplitOffsets = true }).Detect(Text);

        Assert.Equal(["Extraordinarily", "long words,", "two  spaces.", "Next one."], right.Select(s => s.Text));
        Assert.All(right, s => Assert.Equal(s.Text, Text[s.Begin..(s.End + 1)]));
        Assert.Equal(right.Select(s => s.Text), compatible.Select(s => s.Text));
        Assert.Equal([1, 17, 29, 41], compatible.Select(s => s.Begin));
        Assert.Equal([0, 1, 2, 3], compatible.Select(s => s.Number));
    }

    [Fact]
    public void Refuses_options_that_make_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SentenceDetector(new() { MinLength = -1 }));
        Assert.Throws<ArgumentException>(() => new SentenceDetector(new() { MinLength = 5, MaxLength = 4 }));
        Assert.Contains("customBounds", Assert.Throws<ArgumentException>(() => new SentenceDetector(new() { CustomBounds = ["("] })).Message);
        Assert.Equal("before is not a valid strategy for custom bounds. Possible Values: (none, prepend, append).",
            Assert.Throws<ArgumentException>(() => CustomBoundsStrategies.Parse("before")).Message.Split(" (Parameter")[0]);
    }

    [Fact]
    public void Custom_bounds_have_a_time_limit()
    {
        var detector = new SentenceDetector(new() { CustomBounds = [@"(a+)+\1b"], RegexTimeout = TimeSpan.FromMilliseconds(20) });

        Assert.Equal("customBounds", Assert.Throws<PatternTimeoutException>(() => detector.Detect(new string('a', 5000))).Option);
        Assert.Single(detector.Detect("fine"));
    }

    [Fact]
    public void Stops_when_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => new SentenceDetector().Detect("One. Two.", new CancellationToken(canceled: true)));

    public static TheoryData<SentenceDetectorOptions> AllKinds => new(
        new(),
        new() { UseAbbreviations = false, DetectLists = false },
        new() { CustomBounds = ["[\n;]", "a"] },
        new() { CustomBounds = [@"\?|b"], CustomBoundsStrategy = CustomBoundsStrategy.Prepend },
        new() { CustomBounds = [@"\s+"], CustomBoundsStrategy = CustomBoundsStrategy.Append, UseCustomBoundsOnly = true },
        new() { SplitLength = 5 },
        new() { MinLength = 2, MaxLength = 9 });

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Sentences_are_trimmed_slices_in_order_without_overlap(SentenceDetectorOptions options)
    {
        var detector = new SentenceDetector(options);
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            int end = -1;
            int number = 0;
            foreach (Sentence sentence in detector.Detect(text))
            {
                Assert.True(sentence.Begin > end && sentence.End >= sentence.Begin && sentence.End < text.Length);
                Assert.Equal(text[sentence.Begin..(sentence.End + 1)], sentence.Text);
                Assert.Equal(number++, sentence.Number);
                end = sentence.End;
                if (options.SplitLength is null)
                {
                    Assert.True(sentence.Text[0] > ' ' && sentence.Text[^1] > ' ');
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_default_rules_lose_nothing_but_what_is_trimmed()
    {
        var detector = new SentenceDetector();
        Prop.ForAll(HostileTexts.Arbitrary, text =>
        {
            string kept = string.Concat(detector.Detect(text).SelectMany(s => s.Text.Where(c => c > ' ')));
            Assert.Equal(string.Concat(text.Where(c => c > ' ')), kept);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(".")]
    [InlineData("1. ")]
    [InlineData("\"")]
    [InlineData("(")]
    [InlineData("(a ")]
    [InlineData("a.a.a.")]
    [InlineData(" 'a")]
    [InlineData("no.  ")]
    [InlineData(" ")]
    [InlineData("? ")]
    public void Takes_linear_time_on_hostile_text(string unit)
    {
        // A backtracking regex needs minutes to hours here, the scanners less than a second. No clock decides: what is not linear does not end.
        string text = string.Concat(Enumerable.Repeat(unit, 600_000 / unit.Length));

        IReadOnlyList<Sentence> sentences = new SentenceDetector().Detect(text);

        Assert.Equal(text.Trim().Length == 0, sentences.Count == 0);
        Assert.All(sentences, sentence => Assert.Equal(sentence.Text, text[sentence.Begin..(sentence.End + 1)]));
    }
}
