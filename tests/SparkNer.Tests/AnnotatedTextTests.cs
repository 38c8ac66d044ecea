using FsCheck;
using FsCheck.Fluent;
using SparkNer.Tests.Pipeline;

namespace SparkNer.Tests;

public sealed class AnnotatedTextTests
{
    private const string Two = "Alice went to Oslo. Bob Smith stayed.";

    private static readonly LayoutColumn[] Columns = Enum.GetValues<LayoutColumn>();

    private static readonly Arbitrary<string> Texts = Gen.Elements("alice", "Bob", "smith", "oslo", " ", "  ", ".", ". ", "\U0001F600", "\uD83D", "\u00E9", "very", "\n", "(")
        .ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Counts_and_annotations_are_of_one_mind()
    {
        using Annotator annotator = People.Annotator(new() { Sentences = true });
        AnnotatedText text = annotator.Annotate(Two);
        Assert.Equal([1, 2, 9, 9, 3], Columns.Select(text.Count));
        Assert.Equal([text.Document, text.Sentence, text.Token, text.Ner, text.NerChunk], Columns.Select(text.Column));
        Assert.Equal(["0-18 0", "20-36 1"], text.Sentence.Select(s => $"{s.Begin}-{s.End} {s.Metadata["sentence"]}"));
        Assert.Equal(["PER Alice 0-4", "LOC Oslo 14-17", "PER Bob Smith 20-28"], People.Chunks(text));
        Assert.Equal(["0", "0", "1"], text.NerChunk.Select(c => c.Metadata["sentence"]));
        Assert.Equal(["0", "1", "2"], text.NerChunk.Select(c => c.Metadata["chunk"]));
        Assert.All(text.Ner.Zip(text.Token), p => Assert.Equal((p.Second.Begin, p.Second.End, p.Second.Result), (p.First.Begin, p.First.End, p.First.Metadata["word"])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_text_without_tokens_has_a_document_only(string? input)
    {
        using Annotator annotator = People.Annotator();
        AnnotatedText text = annotator.Annotate(input);
        Assert.Equal([1, 0, 0, 0, 0], Columns.Select(text.Count));
        Assert.Equal(new Annotation("document", 0, (input?.Length ?? 0) - 1, input ?? "", new AnnotationMetadata([new("sentence", "0")])), Assert.Single(text.Document));
    }

    [Fact]
    public void What_is_not_there_cannot_be_read()
    {
        using Annotator annotator = People.Annotator();
        AnnotatedText text = annotator.Annotate("alice went");
        var reader = new AnnotationReader();
        Assert.All(Columns, column =>
        {
            Assert.Throws<ArgumentOutOfRangeException>("index", () => text.Read(column, text.Count(column), reader));
            Assert.Throws<ArgumentOutOfRangeException>("index", () => text.Read(column, -1, reader));
        });
        Assert.Throws<ArgumentOutOfRangeException>("column", () => text.Count((LayoutColumn)5));
        Assert.Throws<ArgumentOutOfRangeException>("column", () => text.Column((LayoutColumn)(-1)));
        Assert.Throws<ArgumentNullException>(() => text.Read(LayoutColumn.Token, 0, null!));
    }

    [Fact]
    public void One_reader_reads_all_and_each_token_is_its_text() => Prop.ForAll(Texts, input =>
    {
        using Annotator annotator = People.Annotator(new() { Sentences = true, MaxLength = 5 });
        AnnotatedText text = annotator.Annotate(input);
        Assert.Null(text.Error);
        var reader = new AnnotationReader();
        foreach (LayoutColumn column in Columns)
        {
            IReadOnlyList<Annotation> list = text.Column(column);
            for (int i = list.Count - 1; i >= 0; i--)
            {
                text.Read(column, i, reader);
                Assert.Equal(list[i], reader.ToAnnotation());
                if (column is LayoutColumn.Token or LayoutColumn.NerChunk)
                {
                    Assert.Equal(list[i].Result, text.Text[list[i].Begin..(list[i].End + 1)]);
                }
            }
        }

        Assert.Equal(text.Token.Select(t => t.Begin), text.Ner.Select(n => n.Begin));
        for (int i = 0; i < text.Ner.Count; i++)
        {
            Assert.Equal(1, text.Scores(i).ToArray().Sum(), 1e-5f);
            Assert.Equal(text.Ner[i].Result, Scripted.Conll[text.Scores(i).IndexOf(text.Scores(i).ToArray().Max())]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Code_points_are_counted_from_the_same_annotations() => Prop.ForAll(Texts, input =>
    {
        using Annotator utf16 = People.Annotator(new() { Sentences = true });
        using Annotator points = People.Annotator(new() { Sentences = true, Offsets = OffsetUnit.CodePoints });
        AnnotatedText text = utf16.Annotate(input);
        AnnotatedText other = points.Annotate(input);
        Assert.All(Columns, column => Assert.Equal(
            text.Column(column).Select(a => a with { Begin = Before(a.Begin), End = a.End < 0 ? -1 : Before(a.End + 1) - 1 }), other.Column(column)));

        int Before(int offset) => CodePoints.Count(input.AsSpan(0, offset));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Compatibility.None)]
    [InlineData(Compatibility.SparkNlp)]
    public void Each_sentence_becomes_a_row(Compatibility compatibility)
    {
        using Annotator annotator = People.Annotator(new() { Sentences = true, Compatibility = compatibility });
        AnnotatedText whole = annotator.Annotate(Two);
        AnnotatedText[] rows = [.. whole.ExplodeSentences()];
        Assert.Equal(2, rows.Length);
        Assert.All(rows, r => Assert.Equal(whole.Document, r.Document));
        Assert.Equal(whole.Sentence, rows.SelectMany(r => r.Sentence));
        Assert.Equal(whole.Token, rows.SelectMany(r => r.Token));
        Assert.Equal([2, 1], rows.Select(r => r.NerChunk.Count));
        Assert.Equal(["PER Bob Smith 20-28"], People.Chunks(rows[1]));
        Assert.Equal("0", rows[1].NerChunk[0].Metadata["chunk"]);

        // Spark NLP numbers labels and chunks by the sentences of the row.
        string number = compatibility == Compatibility.None ? "1" : "0";
        Assert.Equal(number, rows[1].NerChunk[0].Metadata["sentence"]);
        Assert.All(rows[1].Ner, n => Assert.Equal(number, n.Metadata["sentence"]));
        Assert.Equal(whole.Ner.Select(n => (n.Begin, n.End, n.Result)), rows.SelectMany(r => r.Ner).Select(n => (n.Begin, n.End, n.Result)));
        for (int i = 0; i < rows[1].Ner.Count; i++)
        {
            Assert.Equal(whole.Scores(5 + i), rows[1].Scores(i));
        }
    }

    [Fact]
    public void Exploding_loses_and_doubles_nothing() => Prop.ForAll(Texts, input =>
    {
        using Annotator annotator = People.Annotator(new() { Sentences = true });
        AnnotatedText whole = annotator.Annotate(input);
        AnnotatedText[] rows = [.. whole.ExplodeSentences()];
        Assert.Equal(whole.Sentence, rows.SelectMany(r => r.Sentence));
        Assert.Equal(whole.Token, rows.SelectMany(r => r.Token));
        Assert.Equal(whole.Ner, rows.SelectMany(r => r.Ner));
        Assert.Equal(People.Chunks(whole), rows.SelectMany(People.Chunks));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_sentences_there_is_nothing_to_explode()
    {
        using Annotator annotator = People.Annotator();
        Assert.Empty(annotator.Annotate(Two).ExplodeSentences());
    }
}
