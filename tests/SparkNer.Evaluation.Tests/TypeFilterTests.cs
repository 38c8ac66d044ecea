namespace SparkNer.Evaluation.Tests;

public sealed class TypeFilterTests
{
    private static readonly TypeFilter _filter = new(
        [new("person", "PER"), new("group", "ORG"), new("creative-work", "MISC"), new("product", "O"), new("event", "")], ["PER", "ORG", "LOC", "GPE"]);

    [Theory]
    [InlineData("O", "O")]
    [InlineData("B-person", "B-PER")]
    [InlineData("I-group", "I-ORG")]
    [InlineData("B-LOC", "B-LOC")]
    [InlineData("B-creative-work", "O")]
    [InlineData("I-product", "O")]
    [InlineData("B-event", "O")]
    [InlineData("S-DATE", "O")]
    [InlineData("person", "PER")]
    [InlineData("GPE", "GPE")]
    [InlineData("B", "O")]
    public void Tags_are_renamed_and_left_out(string tag, string expected) => Assert.Equal(expected, _filter.Apply(tag));

    [Fact]
    public void Both_columns_are_filtered()
    {
        var options = new EvaluationOptions { Types = _filter };
        Evaluator evaluator = Make.Evaluate([Make.Sentence("B-person I-person O B-group B-DATE", "B-PER I-PER O B-DATE B-LOC")], options);
        Assert.Equal(["LOC", "ORG", "PER"], evaluator.SeqevalReport().Classes.Select(c => c.Name));
        Assert.Equal(new EvaluationCount(2, 2, 1), evaluator.Entities);
    }

    [Fact]
    public void No_filter_changes_nothing()
    {
        TaggedSentence sentence = Make.Sentence("B-x", "B-y");
        Assert.Same(sentence, new TypeFilter().Apply(sentence));
    }
}
