using FsCheck;
using FsCheck.Fluent;
using SparkNer.Evaluation.Comparing;
using SparkNer.Evaluation.Output;

namespace SparkNer.Evaluation.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void A_system_is_no_better_than_itself() => Prop.ForAll(Tags.Iob, sentences =>
    {
        SystemComparison comparison = Compare(sentences.Select(s => (s, s.Predictions[0], s.Predictions[0])));
        BootstrapResult result = comparison.Bootstrap(50, 1);
        return result is { Difference: 0, Low: 0, High: 0, PValue: 1 } && comparison.Agreement == 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exchanged_systems_exchange_the_sign() => Prop.ForAll(Tags.Iob, sentences =>
    {
        BootstrapResult one = Compare(sentences.Select(s => (s, s.Gold, s.Predictions[0]))).Bootstrap(50, 7);
        BootstrapResult other = Compare(sentences.Select(s => (s, s.Predictions[0], s.Gold))).Bootstrap(50, 7);
        return one.Difference == -other.Difference && Near(one.Low, -other.High) && Near(one.High, -other.Low) && one.PValue == other.PValue;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_difference_is_that_of_the_reports_and_the_numbers_are_in_range() => Prop.ForAll(Tags.Iob, sentences =>
    {
        SystemComparison comparison = Compare(sentences.Select(s => (s, s.Gold, s.Predictions[0])));
        BootstrapResult result = comparison.Bootstrap(40, 3);
        return Near(result.Difference, comparison.B.Entities.Scores.F1 - comparison.A.Entities.Scores.F1)
            && result.Low <= result.High && result.PValue is > 0 and <= 1 && comparison.Agreement is >= 0 and <= 1
            && result == comparison.Bootstrap(40, 3);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_large_difference_on_many_sentences_is_no_chance()
    {
        TaggedSentence sentence = Make.Sentence("B-PER O B-LOC", "B-PER O O");
        BootstrapResult result = Compare(Enumerable.Range(0, 200).Select(i => (sentence, sentence.Predictions[0], i % 10 == 0 ? sentence.Predictions[0] : sentence.Gold))).Bootstrap(999, 1);
        Assert.Equal(0.001, result.PValue);
        Assert.InRange(result.Low, 0.2, result.Difference);
        Assert.InRange(result.High, result.Difference, 0.34);
    }

    [Fact]
    public void A_difference_in_one_sentence_of_many_may_be_chance()
    {
        TaggedSentence sentence = Make.Sentence("B-PER O B-LOC", "B-PER O O");
        BootstrapResult result = Compare(Enumerable.Range(0, 200).Select(i => (sentence, sentence.Predictions[0], i == 0 ? sentence.Gold : sentence.Predictions[0]))).Bootstrap(999, 1);
        Assert.InRange(result.PValue, 0.1, 1);
        Assert.Equal(0, result.Low);
    }

    [Fact]
    public void The_report_says_what_is_compared()
    {
        TaggedSentence sentence = Make.Sentence("B-PER O B-LOC", "B-PER O O");
        SystemComparison comparison = Compare([(sentence, sentence.Predictions[0], sentence.Gold)]);
        string text = ComparisonReport.ToText(comparison, comparison.Bootstrap(10, 1), "one", "two", 1);
        Assert.Equal(
            """
            A: one
            B: two

                               A          B      B - A
            precision      100.0      100.0        0.0
               recall       50.0      100.0       50.0
                   F1       66.7      100.0       33.3
            F1 of LOC        0.0      100.0      100.0
            F1 of PER      100.0      100.0        0.0

            66.7 % of 3 tokens have the same tag in both.
            F1 of B - F1 of A: 33.3, 95 % interval 33.3 to 33.3, p = 0.0909 (paired bootstrap, 1 sentences, 10 resamples, seed 1).

            """.ReplaceLineEndings("\n"),
            text);
    }

    private static SystemComparison Compare(IEnumerable<(TaggedSentence Sentence, IReadOnlyList<string> A, IReadOnlyList<string> B)> sentences)
    {
        var comparison = new SystemComparison();
        foreach ((TaggedSentence sentence, IReadOnlyList<string> a, IReadOnlyList<string> b) in sentences)
        {
            comparison.Add(sentence with { Predictions = [a, b] });
        }

        return comparison;
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-12;
}
