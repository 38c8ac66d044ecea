using System.Text.Json;
using SparkNer.Testing;
using SparkNer.Text;

namespace SparkNer.Tests.Text;

/// <summary>What the real Spark NLP does with parameters. The golden file names the questions; what was asked is written here.</summary>
public sealed class GoldenBehaviourTests
{
    private const string SentenceText = "One. Two; three\nfour. U.S. Army e.g. this. \"Yes.\" (No.) 1. a 2. b Mr. X left. Wait... Ok";

    private static readonly string[] TokenTexts = ["New York-based e-mail a.b,c (x) don't U.S.", "a a a", "Rome. Rome, ROME"];

    private static readonly string?[] CleanupTexts = ["  A  b\t\tc \n d\\n e\\r\\n f\\t g  ", "x\n\ny \t z", "\u00a0 q \u00a0", "", null, " "];

    private static readonly JsonElement Behaviour = Golden.Json("spark-nlp", "behaviour.json");

    public static TheoryData<string, SentenceDetectorOptions> SentenceQuestions => new()
    {
        { "sd.default", new() },
        { "sd.bounds_none", new() { CustomBounds = [@"\n"] } },
        { "sd.bounds_only", new() { CustomBounds = [@"\n"], UseCustomBoundsOnly = true } },
        { "sd.prepend", new() { CustomBounds = ["Two"], CustomBoundsStrategy = CustomBoundsStrategy.Prepend } },
        { "sd.append", new() { CustomBounds = ["Two"], CustomBoundsStrategy = CustomBoundsStrategy.Append } },
        { "sd.noabbrev", new() { UseAbbreviations = false } },
        { "sd.nolists", new() { DetectLists = false } },
        { "sd.splitLength", new() { SplitLength = 12 } },
        { "sd.minmax", new() { MinLength = 5, MaxLength = 15 } },
    };

    public static TheoryData<string, TokenizerOptions> TokenQuestions => new()
    {
        { "tok.default", new() },
        { "tok.exceptions", new() { Exceptions = ["New York"] } },
        { "tok.splitChars", new() { SplitChars = ["-", @"\."] } },
        { "tok.splitPattern", new() { SplitPattern = @"-|\." } },
        { "tok.minmax", new() { MinLength = 3, MaxLength = 4 } },
        { "tok.contextChars", new() { ContextChars = ["."] } },
        { "tok.targetPattern", new() { TargetPattern = "[a-zA-Z]+" } },
        { "tok.infix", new() { InfixPatterns = [@"(\w+)(-)(\w+)"] } },
    };

    [Theory]
    [MemberData(nameof(SentenceQuestions))]
    public void Detects_sentences_as_asked(string question, SentenceDetectorOptions options)
    {
        Sentence[] expected = [.. Behaviour.GetProperty(question)[0].EnumerateArray().Select((s, number) => new Sentence(
            s[0].GetInt32(), s[1].GetInt32(), s[2].GetString()!, number))];

        Assert.Equal(expected, new SentenceDetector(options).Detect(SentenceText));
        Assert.Equal(expected, new SentenceDetector(options with { SparkNlpSplitOffsets = true }).Detect(SentenceText));
    }

    [Theory]
    [MemberData(nameof(TokenQuestions))]
    public void Cuts_tokens_as_asked(string question, TokenizerOptions options)
    {
        var tokenizer = new Tokenizer(options);
        int rows = 0;
        foreach ((string text, JsonElement row) in TokenTexts.Zip(Behaviour.GetProperty(question).EnumerateArray()))
        {
            var spans = new List<TextSpan>();
            tokenizer.Tokenize(text, spans);
            Assert.Equal(
                row.EnumerateArray().Select(t => (t[0].GetInt32(), t[1].GetInt32(), t[2].GetString()!)),
                spans.Select(s => (s.Begin, s.End, text.Substring(s.Begin, s.Length))));
            rows++;
        }

        Assert.Equal(TokenTexts.Length, rows);
    }

    [Fact]
    public void Cleans_texts_in_every_mode()
    {
        foreach (string name in CleanupModes.Names)
        {
            var assembler = new DocumentAssembler(new() { CleanupMode = CleanupModes.Parse(name) });
            JsonElement[] rows = [.. Behaviour.GetProperty("cleanup." + name).EnumerateArray()];
            Assert.Equal(CleanupTexts.Length, rows.Length);
            foreach ((string? text, JsonElement row) in CleanupTexts.Zip(rows))
            {
                JsonElement expected = row.GetProperty("document")[0];
                Annotation document = assembler.Assemble(text);
                Assert.Equal(
                    (name, 0, expected.GetProperty("end").GetInt32(), expected.GetProperty("result").GetString()),
                    (name, document.Begin, document.End, document.Result));
            }
        }
    }

    [Fact]
    public void Writes_ids_and_metadata_in_the_order_of_the_real_rows()
    {
        Assert.Equal(Expected("idCol"), DocumentAssembler.Metadata("7").AsEnumerable());
        Assert.Equal(Expected("metadataCol"), DocumentAssembler.Metadata("7", new Dictionary<string, string> { ["k"] = "v" }));

        // As lists, since the maps are equal in any order.
        static IEnumerable<KeyValuePair<string, string>> Expected(string question) => Behaviour.GetProperty(question)[0]
            .GetProperty("document")[0].GetProperty("metadata").EnumerateObject().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.GetString()!));
    }
}
