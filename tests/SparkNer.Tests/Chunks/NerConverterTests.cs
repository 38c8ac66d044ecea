using SparkNer.Chunks;
using SparkNer.Labels;

namespace SparkNer.Tests.Chunks;

/// <summary>The default behaviour: what Spark NLP gets wrong comes out right.</summary>
public class NerConverterTests
{
    private static readonly LabelSet _iob2 = new("O B-PER I-PER B-LOC I-LOC B-person-other I-person-other".Split(' '));

    [Theory]
    [InlineData("O I-PER O", "1-1 PER")]
    [InlineData("B-PER I-PER I-PER", "0-2 PER")]
    [InlineData("B-PER I-LOC O", "0-0 PER, 1-1 LOC")]
    [InlineData("I-PER I-LOC I-PER", "0-0 PER, 1-1 LOC, 2-2 PER")]
    [InlineData("I-PER B-PER I-PER", "0-0 PER, 1-2 PER")]
    [InlineData("B-PER B-PER O", "0-0 PER, 1-1 PER")]
    [InlineData("B-PER O I-PER", "0-0 PER, 2-2 PER")]
    [InlineData("B-PER - I-PER", "0-0 PER, 2-2 PER")]
    [InlineData("S-PER S-PER O", "0-0 PER, 1-1 PER")]
    [InlineData("B-PER E-PER S-LOC", "0-1 PER, 2-2 LOC")]
    [InlineData("B-PER I-PER E-PER I-PER", "0-2 PER, 3-3 PER")]
    [InlineData("B-PER L-PER U-LOC U-LOC", "0-1 PER, 2-2 LOC, 3-3 LOC")]
    [InlineData("E-PER E-PER", "0-0 PER, 1-1 PER")]
    [InlineData("S-PER I-PER", "0-0 PER, 1-1 PER")]
    [InlineData("PER PER LOC O LOC", "0-1 PER, 2-2 LOC, 4-4 LOC")]
    [InlineData("B-person-other I-person-other", "0-1 person-other")]
    [InlineData("person-other product-software", "0-0 person-other, 1-1 product-software")]
    [InlineData("PER I-PER B-PER", "0-1 PER, 2-2 PER")]
    [InlineData("NA o B", "0-0 NA, 1-1 o, 2-2 B")]
    [InlineData("O - O", "")]
    [InlineData("", "")]
    public void Chunks_of_tags(string tags, string chunks) => Assert.Equal(chunks, Show(new NerConverter(), tags));

    [Theory]
    [InlineData("S-Class S-Class E-mail", "0-1 S-Class, 2-2 E-mail")]
    [InlineData("B-PER I-PER S-PER", "0-1 PER, 2-2 S-PER")]
    public void Prefixes_of_another_scheme_stay_in_the_label(string tags, string chunks) => Assert.Equal(chunks, Show(new NerConverter(null, _iob2), tags));

    [Theory]
    [InlineData("B-PER I-PER I-PER", "0-0 B-PER, 1-2 I-PER")]
    [InlineData("PER PER LOC", "0-1 PER, 2-2 LOC")]
    [InlineData("I-beam I-beam", "0-1 I-beam")]
    public void Without_schema_labels_are_types(string tags, string chunks) =>
        Assert.Equal(chunks, Show(new NerConverter(new NerConverterOptions { NerHasNoSchema = true }, _iob2), tags));

    [Fact]
    public void Schemeless_lists_need_no_option()
    {
        var labels = new LabelSet(["O", "product-software", "E-mail", "B"]);
        Assert.Equal("0-1 E-mail, 2-2 product-software, 3-3 B", Show(new NerConverter(null, labels), "E-mail E-mail product-software B"));
    }

    [Fact]
    public void White_and_black_list_name_types()
    {
        const string tags = "B-PER B-LOC I-LOC B-person-other";
        Assert.Equal("1-2 LOC", Show(new NerConverter(new NerConverterOptions { WhiteList = ["LOC", "ORG"] }), tags));
        Assert.Equal("0-0 PER, 3-3 person-other", Show(new NerConverter(new NerConverterOptions { BlackList = ["LOC"] }), tags));
        Assert.Equal("0-0 PER", Show(new NerConverter(new NerConverterOptions { WhiteList = ["PER", "LOC"], BlackList = ["LOC"] }), tags));
        Assert.Equal("", Show(new NerConverter(new NerConverterOptions { WhiteList = [] }), tags));
        Assert.Equal("", Show(new NerConverter(new NerConverterOptions { WhiteList = ["per", "B-PER"] }), tags));
        Assert.Equal("0-1 PER", Show(new NerConverter(new NerConverterOptions { WhiteList = ["PER"], BlackList = ["LOC"], SparkNlpCompatibility = true }), "B-PER I-LOC O B-LOC"));
    }

    [Fact]
    public void Threshold_drops_what_is_known_to_be_below()
    {
        TaggedToken[] tokens =
        [
            new(0, 1, "B-A", 0.5f, true), new(3, 4, "B-B", 0.4999f, true), new(6, 7, "B-C", 0, false), new(9, 10, "B-D", float.NaN, true),
            new(12, 13, "B-E", 0.9f, true), new(15, 16, "I-E", 0.2f, true),
        ];
        var chunks = new List<Chunk>();
        new NerConverter(new NerConverterOptions { Threshold = 0.5f }).Convert(tokens, chunks);
        Assert.Equal(["A", "C", "D", "E"], chunks.Select(c => c.Entity));
        Assert.Equal([0.5f, null, float.NaN, 0.55f], chunks.Select(c => c.Confidence));
        Assert.Equal(new Chunk(12, 16, 4, 5, "E", 0.55f), chunks[3]);
    }

    [Fact]
    public void Dropped_chunks_are_not_numbered()
    {
        Annotation[] document = [ChunkInputs.Document("w0  w1  w2")];
        (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(["B-PER", "B-LOC", "B-PER"], [0.9f, 0.8f, 0.7f]);
        IReadOnlyList<Annotation> chunks = new NerConverter(new NerConverterOptions { BlackList = ["LOC"] }).Convert(document, tokens, ner);
        Assert.Equal(["w0 0", "w2 1"], chunks.Select(c => $"{c.Result} {c.Metadata["chunk"]}"));
        chunks = new NerConverter(new NerConverterOptions { Threshold = 0.75f }).Convert(document, tokens, ner);
        Assert.Equal(["w0 0", "w1 1"], chunks.Select(c => $"{c.Result} {c.Metadata["chunk"]}"));
    }

    [Fact]
    public void Without_positions_the_text_is_the_tokens_joined_by_a_space()
    {
        Annotation[] document = [ChunkInputs.Document("w0  w1  w2")];
        (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(["O", "B-PER", "I-PER"], [0.9f, 0.8f, 0.7f]);
        Annotation kept = Assert.Single(new NerConverter().Convert(document, tokens, ner));
        Annotation joined = Assert.Single(new NerConverter(new NerConverterOptions { PreservePosition = false }).Convert(document, tokens, ner));
        Assert.Equal("w1  w2", kept.Result);
        Assert.Equal(kept with { Result = "w1 w2" }, joined);
    }

    [Fact]
    public void Sentences_keep_their_own_number()
    {
        // The first sentence has no tokens; Spark NLP counts it out and calls the second one 0.
        Annotation[] sentences =
        [
            new(AnnotatorType.Document, 0, 1, "??", ChunkInputs.Metadata(("sentence", "0"))),
            new(AnnotatorType.Document, 4, 9, "w1  w2", ChunkInputs.Metadata(("sentence", "7"))),
            new(AnnotatorType.Document, 12, 13, "w3", AnnotationMetadata.Empty),
        ];
        (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(["B-PER", "B-LOC", "I-LOC", "I-LOC"], [0.9f, 0.8f, 0.7f, 0.6f]);
        tokens = tokens[1..];
        Assert.Equal(["w1  w2 7", "w3 2"], new NerConverter().Convert(sentences, tokens, ner).Select(c => $"{c.Result} {c.Metadata["sentence"]}"));
        var compatible = new NerConverter(new NerConverterOptions { SparkNlpCompatibility = true });
        Assert.Equal(["w1  w2 0", "w3 1"], compatible.Convert(sentences, tokens, ner).Select(c => $"{c.Result} {c.Metadata["sentence"]}"));
    }

    [Fact]
    public void Tokens_of_no_sentence_and_texts_too_short_are_no_error()
    {
        (Annotation[] tokens, Annotation[] ner) = ChunkInputs.Tagged(["B-PER", "I-PER", "B-LOC"], [0.9f, 0.8f, 0.7f]);
        Annotation[] sentences = [new(AnnotatorType.Document, 0, 6, "w0  w", AnnotationMetadata.Empty)];
        Annotation chunk = Assert.Single(new NerConverter().Convert(sentences, [.. tokens.Reverse()], ner));
        Assert.Equal(("w0  w", 0, 5), (chunk.Result, chunk.Begin, chunk.End));
        sentences = [new(AnnotatorType.Document, 0, 100, "w0  w", AnnotationMetadata.Empty)];
        Assert.Equal(["w0  w", ""], new NerConverter().Convert(sentences, tokens, ner).Select(c => c.Result));
        Assert.Empty(new NerConverter().Convert([], tokens, ner));
        Assert.Empty(new NerConverter().Convert(sentences, [], ner));
        Assert.Empty(new NerConverter().Convert(sentences, tokens, []));
    }

    private static string Show(NerConverter converter, string tags)
    {
        TaggedToken[] tokens = [.. tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((tag, i) => new TaggedToken(4 * i, (4 * i) + 1, tag == "-" ? null : tag, 1, true))];
        var chunks = new List<Chunk>();
        converter.Convert(tokens, chunks);
        Assert.All(chunks, c => Assert.Equal((4 * c.FirstToken, (4 * c.LastToken) + 1), (c.Begin, c.End)));
        return string.Join(", ", chunks.Select(c => $"{c.FirstToken}-{c.LastToken} {c.Entity}"));
    }
}
