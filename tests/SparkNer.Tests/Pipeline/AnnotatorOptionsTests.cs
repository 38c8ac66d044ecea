using SparkNer.Text;

namespace SparkNer.Tests.Pipeline;

public sealed class AnnotatorOptionsTests
{
    // Options that do not go, and the names that the message must hold.
    private static readonly Dictionary<string, (AnnotatorOptions Options, string[] Names)> Bad = new()
    {
        ["too short"] = (new() { MaxLength = 2 }, ["MaxLength", "--max-length", "is 2", "3 to 16"]),
        ["too long"] = (new() { MaxLength = 17 }, ["MaxLength", "--max-length", "is 17", "3 to 16"]),
        ["negative stride"] = (new() { Stride = -1 }, ["Stride", "--stride", "is -1", "0 to 13"]),
        ["stride as long as a window"] = (new() { Stride = 14 }, ["Stride", "--stride", "is 14", "0 to 13"]),
        ["stride of a short window"] = (new() { MaxLength = 3, Stride = 1 }, ["Stride", "--stride", "0 to 0"]),
        ["stride and cut"] = (new() { Stride = 2, Truncate = true }, ["Stride", "Truncate", "--stride", "--truncate"]),
        ["no threads"] = (new() { Threads = 0 }, ["Threads", "--threads", "is 0"]),
        ["no threads, compatible"] = (new() { Threads = 0, Compatibility = Compatibility.SparkNlp }, ["Threads", "--threads", "is 0"]),
        ["compatible entities"] = (new() { Layout = AnnotationLayout.HuggingFace, Compatibility = Compatibility.SparkNlp }, ["--compatibility", "--layout"]),
        ["compatible stride"] = (new() { Stride = 0, Compatibility = Compatibility.SparkNlp }, ["--stride", "--compatibility"]),
        ["compatible, too short"] = (new() { MaxLength = 0, Compatibility = Compatibility.SparkNlp }, ["maxSentenceLength", "MaxLength", "--max-length", "is 0", "1 to 16"]),
        ["compatible, too long"] = (new() { MaxLength = 17, Compatibility = Compatibility.SparkNlp }, ["maxSentenceLength", "MaxLength", "--max-length", "is 17"]),
        ["token lengths"] = (new() { Tokenizer = new() { MinLength = 3, MaxLength = 2 } }, ["maxLength", "minLength"]),
        ["token pattern"] = (new() { Tokenizer = new() { PrefixPattern = "x" } }, ["prefixPattern"]),
        ["sentence lengths"] = (new() { Sentences = true, SentenceDetector = new() { MinLength = 3, MaxLength = 2 } }, ["maxLength", "minLength"]),
        ["sentence parts"] = (new() { Sentences = true, SentenceDetector = new() { SplitLength = 0 } }, ["splitLength"]),
        ["clean-up"] = (new() { DocumentAssembler = new() { CleanupMode = (CleanupMode)99 } }, ["clean-up mode"]),
        ["aggregation"] = (new() { Layout = AnnotationLayout.HuggingFace, Aggregation = (SparkNer.Aggregation.AggregationStrategy)99 }, ["aggregation strategy"]),
    };

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void What_does_not_go_is_told_by_name_when_the_annotator_is_made(string what)
    {
        (AnnotatorOptions options, string[] names) = Bad[what];
        string message = Assert.ThrowsAny<ArgumentException>(() => People.Annotator(options)).Message;
        Assert.All(names, name => Assert.Contains(name, message, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Limits_themselves_go()
    {
        AnnotatorOptions[] good =
        [
            new() { MaxLength = 3, Stride = 0 }, new() { MaxLength = 16, Stride = 13 }, new() { Truncate = true }, new() { Threads = 1 },
            new() { MaxLength = 1, Compatibility = Compatibility.SparkNlp }, new() { MaxLength = 16, Compatibility = Compatibility.SparkNlp },
        ];
        Assert.All(good, options =>
        {
            using Annotator annotator = People.Annotator(options);
            Assert.Equal(options.MaxLength ?? 16, annotator.MaxLength);
            Assert.Null(annotator.Annotate("alice went to oslo").Error);
        });
    }

    [Fact]
    public void The_length_defaults_to_what_fits()
    {
        using Annotator small = People.Annotator(maxSequenceLength: 40);
        Assert.Equal(40, small.MaxLength);
        using Annotator compatible = People.Annotator(new() { Compatibility = Compatibility.SparkNlp }, 600);
        Assert.Equal(128, compatible.MaxLength);
        Assert.Throws<ArgumentException>(() => People.Annotator(new() { Compatibility = Compatibility.SparkNlp, MaxLength = 513 }, 600));
    }

    [Fact]
    public void A_long_text_is_labelled_whole_or_cut_as_asked()
    {
        string text = string.Join(' ', Enumerable.Repeat("alice went to oslo", 10));
        using Annotator whole = People.Annotator(new() { MaxLength = 7 });
        using Annotator cut = People.Annotator(new() { MaxLength = 7, Truncate = true });
        Assert.Equal(20, whole.Annotate(text).NerChunk.Count);
        AnnotatedText shortened = cut.Annotate(text);
        Assert.Equal(["PER alice 0-4", "LOC oslo 14-17", "PER alice 19-23"], People.Chunks(shortened));
        Assert.Equal(40, shortened.Ner.Count);
        Assert.Equal("1.0", shortened.Ner[39].Metadata["O"]);
        Assert.Equal("0.0", shortened.Ner[39].Metadata["B-LOC"]);
    }

    [Fact]
    public void Nothing_is_no_model_and_no_tokenizer()
    {
        Assert.Throws<ArgumentNullException>(() => new Annotator(null!, People.Vocabulary));
        Assert.Throws<ArgumentNullException>(() => new Annotator(People.Model(), null!));
        using Annotator annotator = People.Annotator();
        Assert.Throws<ArgumentNullException>(() => annotator.AnnotateBatch(null!));
        Assert.Throws<ArgumentNullException>(() => annotator.AnnotateAll((IEnumerable<string?>)null!));
    }
}
