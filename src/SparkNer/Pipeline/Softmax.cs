using SparkNer.Aggregation;

namespace SparkNer.Pipeline;

/// <summary>Probabilities from raw scores.</summary>
internal static class Softmax
{
    /// <summary>Softmax in double, with the greatest score subtracted, each result rounded to float.</summary>
    /// <returns>The index of the greatest score, the first of equals.</returns>
    public static int Stable(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        int best = Scores.ArgMax(logits);
        Write(logits, logits[best], probabilities);
        return best;
    }

    /// <summary>Spark NLP's: nothing subtracted, so a score beyond 709 gives NaN; the label is that of the first greatest <em>probability</em>.</summary>
    public static int SparkNlp(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        Write(logits, 0, probabilities);
        return Scores.ArgMax(probabilities[..logits.Length]);
    }

    private static void Write(ReadOnlySpan<float> logits, double subtract, Span<float> probabilities)
    {
        Span<double> exponentials = logits.Length <= 256 ? stackalloc double[logits.Length] : new double[logits.Length];
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            exponentials[i] = Math.Exp(logits[i] - subtract);
            sum += exponentials[i];
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = (float)(exponentials[i] / sum);
        }
    }
}
