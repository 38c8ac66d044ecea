using SparkNer.Labels;
using SparkNer.Pipeline;

namespace SparkNer.Tests.Pipeline;

public sealed class NerFormatTests
{
    [Fact]
    public void All_scores_come_in_one_order_whatever_the_label()
    {
        var format = Format(LabelScores.All, "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC");
        string[] expected = ["B-LOC", "I-ORG", "I-MISC", "I-LOC", "I-PER", "B-MISC", "B-ORG", "word", "O", "sentence", "B-PER"];
        for (int label = -1; label < 9; label++)
        {
            Assert.Equal(expected, Names(format, label));
        }
    }

    [Fact]
    public void Predicted_scores_hold_the_labels_own()
    {
        var format = Format(LabelScores.Predicted, "O", "PER");
        Assert.Equal(["word", "sentence", "O"], Names(format, 0));
        Assert.Equal(["word", "sentence", "PER"], Names(format, 1));
        Assert.Equal(["word", "sentence"], Names(format, -1));
    }

    [Fact]
    public void A_label_that_is_called_as_a_key_takes_its_place()
    {
        var format = Format(LabelScores.All, "O", "word", "sentence");
        Assert.Equal(["word", "sentence", "O"], Names(format, 0));
        Assert.Equal([1, 2, 0], format.Keys(0).ToArray());
    }

    [Fact]
    public void Of_two_labels_of_one_name_the_last_counts() => Assert.Equal([NerFormat.Word, NerFormat.Sentence, 1], Format(LabelScores.All, "X", "X").Keys(0).ToArray());

    [Fact]
    public void A_token_without_label_is_outside()
    {
        var format = Format(LabelScores.All, "PER", "LOC");
        Assert.Equal("O", format.LabelName(-1));
        Assert.Equal("LOC", format.LabelName(1));
    }

    private static NerFormat Format(LabelScores scores, params string[] labels) => new(new LabelSet(labels), scores, OffsetUnit.Utf16, false);

    private static string[] Names(NerFormat format, int label) => [.. format.Keys(label).ToArray().Select(format.KeyName)];
}
