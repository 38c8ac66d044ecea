namespace SparkNer.Cli.Bench;

/// <summary>What becomes of the rounds of a measurement.</summary>
internal static class BenchFigures
{
    /// <summary>The value in the middle; of two in the middle the larger.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
