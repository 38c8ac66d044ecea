namespace SparkNer.Evaluation.Comparing;

/// <summary>The paired bootstrap over sentences.</summary>
/// <remarks>
/// Each round draws as many sentences as there are, with replacement, and takes both systems' F1 on the same draw. The interval is between the 2.5th and the 97.5th
/// percentile of the differences. For the p-value the differences are centred on zero, as they would lie if neither were better; it is the share of rounds whose centred
/// difference is at least as large as the one observed, the observation itself counted as a round, so that it is never zero.
/// </remarks>
internal static class PairedBootstrap
{
    private const double Tail = 0.025;

    // Sums of the same sentences in another order may differ in the last bit.
    private const double Tolerance = 1e-12;

    public static BootstrapResult Run(IReadOnlyList<PairedCount> sentences, int resamples, int seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        PairedCount[] counts = [.. sentences];
        double observed = Difference(counts.Aggregate(default(PairedCount), (sum, count) => sum + count));
        var random = new Random(seed);
        double[] differences = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PairedCount sum = default;
            for (int i = 0; i < counts.Length; i++)
            {
                sum += counts[random.Next(counts.Length)];
            }

            differences[r] = Difference(sum);
        }

        int asLarge = differences.Count(d => Math.Abs(d - observed) >= Math.Abs(observed) - Tolerance);
        Array.Sort(differences);
        return new BootstrapResult(observed, Quantile(differences, Tail), Quantile(differences, 1 - Tail), (asLarge + 1.0) / (resamples + 1.0), resamples, seed);
    }

    private static double Difference(PairedCount count) => count.F1OfB - count.F1OfA;

    private static double Quantile(double[] sorted, double part)
    {
        double at = part * (sorted.Length - 1);
        int below = (int)at;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((above - sorted[below]) * (at - below));
    }
}
