using FsCheck;
using FsCheck.Fluent;
using SparkNer.Pipeline;

namespace SparkNer.Tests.Pipeline;

public sealed class SoftmaxTests
{
    private static readonly Arbitrary<float[]> Scores = Gen.Choose(-30_000, 30_000).Select(i => i / 1000f).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void Equal_scores_share_and_the_first_wins()
    {
        var probabilities = new float[4];
        Assert.Equal(0, Softmax.Stable([1, 1, 1, 1], probabilities));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], probabilities);
        Assert.Equal(2, Softmax.Stable([0, 1, 7, 7], probabilities));
        Assert.Equal(2, Softmax.SparkNlp([0, 1, 7, 7], probabilities));
    }

    [Fact]
    public void Two_scores_make_a_logistic_curve()
    {
        var probabilities = new float[2];
        Softmax.Stable([0, MathF.Log(3)], probabilities);
        Assert.Equal(0.25, probabilities[0], 1e-6);
        Assert.Equal(0.75, probabilities[1], 1e-6);
    }

    [Fact]
    public void Huge_scores_are_no_harm_but_in_Spark_NLP()
    {
        var probabilities = new float[3];
        Assert.Equal(1, Softmax.Stable([10_000, 10_001, -10_000], probabilities));
        Assert.Equal(0.7310586f, probabilities[1]);
        Assert.Equal(0f, probabilities[2]);

        Assert.Equal(0, Softmax.SparkNlp([800, 900, 0], probabilities));
        Assert.Equal([float.NaN, float.NaN, 0f], probabilities);
    }

    [Fact]
    public void Spark_NLP_sees_probabilities_that_round_to_one_value_as_equal()
    {
        // Two scores next to each other give one probability.
        var probabilities = new float[2];
        float below = MathF.BitDecrement(1e-8f);
        Assert.Equal(1, Softmax.Stable([below, 1e-8f], probabilities));
        Assert.Equal(0, Softmax.SparkNlp([below, 1e-8f], probabilities));
    }

    [Fact]
    public void Probabilities_are_a_distribution_in_the_order_of_the_scores() => Prop.ForAll(Scores, scores =>
    {
        var stable = new float[scores.Length];
        var spark = new float[scores.Length];
        int label = Softmax.Stable(scores, stable);
        Softmax.SparkNlp(scores, spark);
        Assert.Equal(1, stable.Sum(p => (double)p), 1e-5);
        Assert.Equal(Array.IndexOf(scores, scores.Max()), label);
        Assert.Equal(stable.Max(), stable[label]);
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.InRange(stable[i], 0f, 1f);
            Assert.Equal(stable[i], spark[i], 1e-6f);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_labels_than_fit_the_stack_are_no_harm()
    {
        var scores = new float[1000];
        scores[777] = 20;
        var probabilities = new float[1000];
        Assert.Equal(777, Softmax.Stable(scores, probabilities));
        Assert.Equal(1, probabilities.Sum(p => (double)p), 1e-5);
    }
}
