namespace SparkNer.Aggregation;

/// <summary>Arithmetic on scores in single precision, added in NumPy's order.</summary>
internal static class Scores
{
    /// <summary>Up to here NumPy adds with eight running sums, beyond it halves.</summary>
    private const int Block = 128;

    /// <summary>The softmax of one row, the row's maximum subtracted first.</summary>
    public static void Softmax(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        float max = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            max = MathF.Max(max, logit);
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = MathF.Exp(logits[i] - max);
        }

        float sum = Sum(probabilities[..logits.Length]);
        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }

    /// <summary>The place of the highest value; of equal ones the first.</summary>
    public static int ArgMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>The mean of contiguous values.</summary>
    public static float Mean(ReadOnlySpan<float> values) => Sum(values) / values.Length;

    /// <summary>NumPy's pairwise sum.</summary>
    public static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        int i = 0;
        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % 8;
            return Sum(values[..half]) + Sum(values[half..]);
        }

        if (values.Length >= 8)
        {
            Span<float> running = stackalloc float[8];
            values[..8].CopyTo(running);
            for (i = 8; i + 8 <= values.Length; i += 8)
            {
                for (int j = 0; j < 8; j++)
                {
                    running[j] += values[i + j];
                }
            }

            sum = running[0] + running[1] + (running[2] + running[3]) + (running[4] + running[5] + (running[6] + running[7]));
        }

        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }
}
