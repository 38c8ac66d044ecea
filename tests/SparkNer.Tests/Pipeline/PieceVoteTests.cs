using SparkNer.Labels;
using SparkNer.Pipeline;

namespace SparkNer.Tests.Pipeline;

public sealed class PieceVoteTests
{
    private static readonly LabelSet _labels = new(["O", "B-PER", "I-PER", "B-LOC"]);

    [Theory]
    [InlineData("B-PER", "8 B-PER", "8 I-PER", "8 I-PER")]
    [InlineData("I-PER", "8 I-PER", "8 I-PER", "8 B-PER")]
    [InlineData("B-PER", "8 B-PER", "8 B-PER")]
    [InlineData("O", "8 O", "8 O", "8 B-PER")]
    [InlineData("B-LOC", "1 O", "8 B-LOC", "8 B-LOC")]
    [InlineData("B-PER", "8 B-LOC", "8 B-PER", "8 I-PER")]
    public void Types_vote_and_the_first_piece_tells_begin_from_inside(string expected, params string[] pieces)
    {
        float[] logits = new float[pieces.Length * _labels.Count];
        for (int p = 0; p < pieces.Length; p++)
        {
            string[] score = pieces[p].Split(' ');
            logits[(p * _labels.Count) + _labels.Names.IndexOf(score[1])] = int.Parse(score[0]);
        }

        float[] probabilities = new float[_labels.Count];
        Assert.Equal(expected, _labels.Names[new PieceVote(_labels).Label(logits, probabilities)]);
        Assert.Equal(1, probabilities.Sum(), 5);
    }

    [Fact]
    public void An_annotator_lets_all_pieces_label_a_word_when_asked()
    {
        Scripted Model() => new() { ClassOf = new Dictionary<int, int> { [People.Id("##ter")] = 2, [People.Id("##side")] = 2 } };
        var input = new AnnotatorInput { Words = ["Oslotersideterside", "Oslo"] };
        using var all = new Annotator(Model(), People.Vocabulary, new AnnotatorOptions { LabelAllPieces = true });
        using var first = new Annotator(Model(), People.Vocabulary);
        AnnotatedText text = all.Annotate(input);
        Assert.EndsWith("-PER", text.Ner[0].Result, StringComparison.Ordinal);
        Assert.Equal("O", text.Ner[1].Result);
        Assert.Equal(["O", "O"], first.Annotate(input).Ner.Select(n => n.Result));
    }
}
