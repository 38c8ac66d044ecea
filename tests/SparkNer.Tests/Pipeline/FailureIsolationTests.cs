namespace SparkNer.Tests.Pipeline;

public sealed class FailureIsolationTests
{
    private const string Reason = "The model cannot do this one.";

    private static readonly AnnotatorInput[] Inputs =
        ["alice went", "bob smith poison", "to oslo", new AnnotatorInput { Words = ["oslo", "poison"], Id = "7" }, "", "poison", "bob smith stayed"];

    [Theory]
    [InlineData(AnnotationLayout.SparkNlp, Compatibility.None)]
    [InlineData(AnnotationLayout.SparkNlp, Compatibility.SparkNlp)]
    [InlineData(AnnotationLayout.HuggingFace, Compatibility.None)]
    public void Only_the_rows_that_fail_have_an_error(AnnotationLayout layout, Compatibility compatibility)
    {
        using Annotator annotator = People.Annotator(new AnnotatorOptions { Layout = layout, Compatibility = compatibility });
        AnnotatedText[] results = annotator.AnnotateBatch(Inputs);
        Assert.Equal([null, Reason, null, Reason, null, Reason, null], results.Select(r => r.Error));
        Assert.Equal(["alice went", "bob smith poison", "to oslo", "oslo poison", "", "poison", "bob smith stayed"], results.Select(r => r.Text));
        string[][] expected = [["PER alice 0-4"], [], ["LOC oslo 3-6"], [], [], [], ["PER bob smith 0-8"]];
        for (int i = 0; i < results.Length; i++)
        {
            Assert.Equal(expected[i], layout == AnnotationLayout.SparkNlp
                ? People.Chunks(results[i])
                : results[i].Entities.Select(e => $"{e.Label} {e.Word} {e.Start}-{e.End - 1}"));
        }
    }

    [Fact]
    public void A_failed_row_has_its_document_and_nothing_else()
    {
        using Annotator annotator = People.Annotator(new AnnotatorOptions
        {
            Sentences = true,
            DocumentAssembler = new() { CleanupMode = SparkNer.Text.CleanupMode.Shrink },
        });
        AnnotatedText[] results = annotator.AnnotateBatch([Inputs[3], "  bob \n poison ", "alice"]);
        Assert.Equal(
            new Annotation(AnnotatorType.Document, 0, 10, "oslo poison", new AnnotationMetadata([new("id", "7"), new("sentence", "0")])),
            Assert.Single(results[0].Document));
        Assert.Equal("bob poison", Assert.Single(results[1].Document).Result);
        Assert.All(results.Take(2), r =>
        {
            Assert.Empty(r.Sentence);
            Assert.Empty(r.Token);
            Assert.Empty(r.Ner);
            Assert.Empty(r.NerChunk);
            Assert.Empty(r.Entities);
            Assert.Empty(r.ExplodeSentences());
        });
        Assert.Equal(["PER alice 0-4"], People.Chunks(results[2]));
    }

    [Fact]
    public void An_annotator_works_on_after_a_failure()
    {
        using Annotator annotator = People.Annotator();
        Assert.Equal(Reason, annotator.Annotate("alice poison").Error);
        Assert.Equal(["PER bob 0-2", "LOC oslo 12-15"], People.Chunks(annotator.Annotate("bob went to oslo")));
        Assert.Equal([null, Reason, null], annotator.AnnotateAll(["alice", "poison", null]).Select(r => r.Error));
    }

    [Fact]
    public void Being_cancelled_is_no_rows_error()
    {
        using var annotator = new Annotator(People.Model(failure: () => new OperationCanceledException("stop")), People.Vocabulary);
        Assert.Equal("stop", Assert.Throws<OperationCanceledException>(() => annotator.AnnotateBatch(Inputs)).Message);
        Assert.Equal("stop", Assert.Throws<OperationCanceledException>(() => annotator.Annotate("poison")).Message);
        Assert.Throws<OperationCanceledException>(() => annotator.AnnotateAll(Inputs).Count());
        Assert.Equal(["PER alice 0-4"], People.Chunks(annotator.Annotate("alice")));
    }

    [Fact]
    public void A_token_that_is_cancelled_stops_the_batch()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using Annotator annotator = People.Annotator();
        Assert.ThrowsAny<OperationCanceledException>(() => annotator.AnnotateBatch(Inputs, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => annotator.AnnotateAll(Inputs, stop.Token).Count());
    }

    [Fact]
    public void The_model_is_disposed_with_the_annotator_and_counted()
    {
        Scripted model = People.Model();
        using (var annotator = new Annotator(model, People.Vocabulary))
        {
            annotator.Annotate("alice went to");
            Assert.Equal(5, annotator.WordPiecesSeen);
            Assert.Equal(1, model.Calls);
            Assert.False(model.Disposed);
        }

        Assert.True(model.Disposed);
    }
}
