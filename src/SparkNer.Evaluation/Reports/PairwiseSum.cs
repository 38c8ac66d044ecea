namespace SparkNer.Evaluation.Reports;

/// <summary>Sums in NumPy's order of additions, so that averages agree to the last bit.</summary>
internal static class PairwiseSum
{
    private const int Block = 128;
    private const int Lanes = 8;

    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < Lanes)
        {
            double sum = 0;
            foreach (double value in values)
            {
                sum += value;
            }

            return sum;
        }

        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % Lanes;
            return Of(values[..half]) + Of(values[half..]);
        }

        return OfBlock(values);
    }

    private static double OfBlock(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        int even = values.Length - (values.Length % Lanes);
        values[..Lanes].CopyTo(lanes);
        for (int i = Lanes; i < even; i++)
        {
            lanes[i % Lanes] += values[i];
        }

        double sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        foreach (double value in values[even..])
        {
            sum += value;
        }

        return sum;
    }
}
