using FsCheck;
using FsCheck.Fluent;
using SparkNer.Testing;
using SparkNer.WordPieces;

namespace SparkNer.Onnx.Tests.EndToEnd;

/// <summary>The guarantees of docs/annotations.md, each as a property over texts made to be nasty.</summary>
public sealed class GuaranteeTests : IDisposable
{
    private static readonly string Model = Golden.PathOf("spark-nlp", "models", "tiny-distilbert-cased");

    private static readonly string[] Words =
    [
        "Anna", "Schmidt", "Berlin", "U.S.", "didn't", "1996-12-06", "e-mail", "(x)", "...", "--", "\u201Cquoted\u201D", "caf\u00E9", "cafe\u0301", "\uC11C\uC6B8", "\u4E2D\u56FD",
        "\U0001F600", "\u3000", "\u0085", "\u200B", "\0", "\uFFFD", "\uD800", "\uDC00x", "[SEP]", "[CLS]", "\u202Babc", "\u05E9\u05DC\u05D5\u05DD", "a\u00A0b", "x", "!", ";", "Mr.", "p.m.",
        new string('z', 130), "antidisestablishmentarianism", "\u0301",
    ];

    private static readonly string[] Separators = [" ", " ", " ", "  ", "\n", "\t", "", ". ", "\r\n", "\u2028"];

    private readonly Annotator _annotator = Annotator.Load(Model, new AnnotatorOptions { MaxLength = 24 });
    private readonly Annotator _sentences = Annotator.Load(Model, new AnnotatorOptions { MaxLength = 24, Sentences = true, Threads = 3 });

    private static Gen<string> Text =>
        from count in Gen.Choose(0, 60)
        from words in Gen.Elements(Words).ArrayOf(count)
        from separators in Gen.Elements(Separators).ArrayOf(count)
        select string.Concat(words.Zip(separators, (w, s) => w + s));

    public void Dispose()
    {
        _annotator.Dispose();
        _sentences.Dispose();
    }

    [Fact]
    public void Every_token_has_one_label_in_order() => ForAll(text =>
    {
        foreach (Annotator annotator in new[] { _annotator, _sentences })
        {
            AnnotatedText result = annotator.Annotate(text);
            Assert.Equal(result.Token.Select(t => (t.Begin, t.End, t.Result)), result.Ner.Select(n => (n.Begin, n.End, n.Metadata["word"])));
            Assert.Equal(result.Token.Select(t => t.Metadata["sentence"]), result.Ner.Select(n => n.Metadata["sentence"]));
        }
    });

    [Fact]
    public void Tokens_and_chunks_are_slices_of_the_text() => ForAll(text =>
    {
        foreach (Annotator annotator in new[] { _annotator, _sentences })
        {
            AnnotatedText result = annotator.Annotate(text);
            Assert.Equal(text, result.Text);
            Assert.All([.. result.Token, .. result.NerChunk, .. result.Sentence], a => Assert.Equal(a.Result, text[a.Begin..(a.End + 1)]));
        }
    });

    [Fact]
    public void Chunks_are_runs_of_labelled_tokens() => ForAll(text =>
    {
        AnnotatedText result = _annotator.Annotate(text);
        int last = -1;
        Assert.All(result.NerChunk, chunk =>
        {
            Assert.True(chunk.Begin > last);
            last = chunk.End;
            Annotation[] inside = [.. result.Ner.Where(n => n.Begin >= chunk.Begin && n.End <= chunk.End)];
            Assert.Equal((chunk.Begin, chunk.End), (inside[0].Begin, inside[^1].End));
            Assert.All(inside, n => Assert.Equal(chunk.Metadata["entity"], n.Result[2..]));
        });
        Assert.All(
            result.Ner.Where(n => n.Result != "O"),
            n => Assert.Single(result.NerChunk, chunk => n.Begin >= chunk.Begin && n.End <= chunk.End));
    });

    [Fact]
    public void Results_depend_neither_on_neighbours_nor_on_threads_nor_on_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(Text.ArrayOf(12).ToArbitrary(), texts =>
        {
            AnnotatedText[] alone = [.. texts.Select(_sentences.Annotate)];
            AnnotatedText[] together = _sentences.AnnotateBatch([.. texts.Select(t => new AnnotatorInput(t))]);
            AnnotatedText[] threaded = [.. _sentences.AnnotateAll(texts)];
            AnnotatedText[] reversed = _sentences.AnnotateBatch([.. texts.Reverse().Select(t => new AnnotatorInput(t))]);
            for (int i = 0; i < texts.Length; i++)
            {
                AssertSame(alone[i], together[i]);
                AssertSame(alone[i], threaded[i]);
                AssertSame(alone[i], reversed[^(i + 1)]);
            }
        }));

    [Fact]
    public void Results_do_not_depend_on_the_batch_size()
    {
        using Annotator small = Annotator.Load(Model, new AnnotatorOptions { MaxLength = 24 }, new OnnxOptions { BatchTokens = 1 });
        using Annotator large = Annotator.Load(Model, new AnnotatorOptions { MaxLength = 24 }, new OnnxOptions { BatchTokens = 16_384 });
        ForAll(text => AssertSame(small.Annotate(text), large.Annotate(text)));
    }

    [Fact]
    public void Long_texts_are_never_cut()
    {
        // Where a text has more pieces than the window, each token still gets the model's label, not a filler's certainty.
        string text = string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"Berlin {i}"));
        AnnotatedText result = _annotator.Annotate(text);
        Assert.Equal(10_000, result.Ner.Count);
        Assert.All(result.Ner, n => Assert.InRange(n.Metadata.Where(m => m.Key is not ("word" or "sentence")).Max(m => double.Parse(m.Value)), 0, 0.999999999));
    }

    [Fact]
    public void A_long_text_is_labelled_as_its_windows_see_it()
    {
        // A short text gives the same with a short window as with a long one, unless it needs more than one.
        using Annotator wide = Annotator.Load(Model, new AnnotatorOptions { MaxLength = 512 });
        ForAll(text =>
        {
            var pieces = new PieceBuffer();
            _annotator.WordPieces.Encode(text, pieces);
            if (pieces.Count <= 22)
            {
                AssertSame(wide.Annotate(text), _annotator.Annotate(text));
            }
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_text_there_is_one_document_and_nothing_else(string? text)
    {
        foreach (Annotator annotator in new[] { _annotator, _sentences })
        {
            AnnotatedText result = annotator.Annotate(text);
            Annotation document = Assert.Single(result.Document);
            Assert.Equal(new Annotation("document", 0, -1, "", new AnnotationMetadata([new("sentence", "0")])), document);
            Assert.Empty(result.Sentence);
            Assert.Empty(result.Token);
            Assert.Empty(result.Ner);
            Assert.Empty(result.NerChunk);
            Assert.Null(result.Error);
        }
    }

    [Fact]
    public void Offsets_in_code_points_point_at_the_same_text()
    {
        using Annotator annotator = Annotator.Load(Model, new AnnotatorOptions { Offsets = OffsetUnit.CodePoints });
        ForAll(text =>
        {
            // Python's view of a text: one entry a code point.
            var codePoints = new List<string>();
            for (int i = 0; i < text.Length;)
            {
                int length = char.IsSurrogatePair(text, i) ? 2 : 1;
                codePoints.Add(text.Substring(i, length));
                i += length;
            }

            AnnotatedText result = annotator.Annotate(text);
            Assert.All([.. result.Token, .. result.NerChunk, .. result.Document], a => Assert.Equal(a.Result, string.Concat(codePoints[a.Begin..(a.End + 1)])));
        }, text => !text.EndsWith('\uD800') && !text.Contains("\uD800\uDC00", StringComparison.Ordinal));
    }

    private static void AssertSame(AnnotatedText expected, AnnotatedText actual)
    {
        Assert.Equal(expected.Document, actual.Document);
        Assert.Equal(expected.Sentence, actual.Sentence);
        Assert.Equal(expected.Token, actual.Token);
        Assert.Null(GoldenRow.Difference(expected.Ner, actual.Ner));
        Assert.Null(GoldenRow.Difference(expected.NerChunk, actual.NerChunk));
    }

    private static void ForAll(Action<string> property, Func<string, bool>? filter = null) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll((filter is null ? Text : Text.Where(filter)).ToArbitrary(), property));
}
