using FsCheck;
using FsCheck.Fluent;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Evaluation.Tagging;
using SparkNer.Labels;

namespace SparkNer.Evaluation.Tests;

public sealed class TagWriterTests
{
    private static readonly LabelSet _iob = new(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]);

    [Theory]
    [InlineData(TaggingScheme.Iob1, "I-PER I-PER B-PER O I-LOC")]
    [InlineData(TaggingScheme.Iob2, "B-PER I-PER B-PER O I-LOC")]
    [InlineData(TaggingScheme.Ioe1, "I-PER E-PER I-PER O I-LOC")]
    [InlineData(TaggingScheme.Ioe2, "I-PER E-PER E-PER O E-LOC")]
    [InlineData(TaggingScheme.Iobes, "B-PER E-PER S-PER O S-LOC")]
    [InlineData(TaggingScheme.Bilou, "B-PER L-PER U-PER O U-LOC")]
    public void Labels_are_written_in_the_scheme_and_stay_as_they_are_in_their_own(TaggingScheme scheme, string expected) =>
        Assert.Equal(expected.Split(' '), new TagWriter(_iob, scheme).Write("B-PER I-PER B-PER O I-LOC".Split(' ')));

    [Theory]
    [InlineData("O S-PER B-LOC E-LOC I-LOC S-LOC S-LOC", "O B-PER B-LOC I-LOC B-LOC B-LOC B-LOC", "O", "B-PER", "I-PER", "E-PER", "S-PER", "B-LOC", "E-LOC")]
    [InlineData("U-X U-X B-X L-X", "B-X B-X B-X I-X", "O", "B-X", "I-X", "L-X", "U-X")]
    [InlineData("PER PER O LOC PER", "B-PER I-PER O B-LOC B-PER", "O", "PER", "LOC")]
    [InlineData("I-X I-X I-Y O I-Y", "B-X I-X B-Y O B-Y", "O", "I-X", "I-Y")]
    public void Labels_of_other_schemes_become_entities(string sentence, string expected, params string[] labels) =>
        Assert.Equal(expected.Split(' '), new TagWriter(new LabelSet(labels), TaggingScheme.Iob2).Write(sentence.Split(' ')));

    [Fact]
    public void Strict_scoring_finds_in_every_scheme_what_was_written() => Prop.ForAll(
        (from tags in Tags.Of("BI").Where(t => t is "O" or "B-PER" or "I-PER" or "B-LOC" or "I-LOC").ArrayOf()
         from scheme in Gen.Elements(TaggingScheme.Iob1, TaggingScheme.Iob2, TaggingScheme.Ioe2, TaggingScheme.Iobes, TaggingScheme.Bilou)
         select (tags, scheme)).ToArbitrary(),
        given =>
        {
            string[] clean = [.. new TagWriter(new LabelSet(["O", "I-PER"]), TaggingScheme.Iob2).Write(given.tags)];
            IReadOnlyList<string> written = new TagWriter(_iob, given.scheme).Write(clean);
            return Spans(new StrictTracker(given.scheme), written).SequenceEqual(Spans(new DefaultTracker(), clean));
        }).QuickCheckThrowOnFailure();

    private static List<EntitySpan> Spans(IEntityTracker tracker, IReadOnlyList<string> tags) =>
        [.. tags.Select((tag, i) => tracker.Next(tag, i)).Append(tracker.EndSentence(tags.Count)).OfType<EntitySpan>()];
}
