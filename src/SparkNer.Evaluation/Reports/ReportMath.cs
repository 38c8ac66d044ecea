namespace SparkNer.Evaluation.Reports;

/// <summary>Averages over classes, added in NumPy's order. What is not defined is 0.</summary>
internal static class ReportMath
{
    public static PrecisionRecall Macro(IReadOnlyList<ReportRow> rows) => Each(rows, values => values.Length == 0 ? 0 : PairwiseSum.Of(values) / values.Length);

    public static PrecisionRecall Weighted(IReadOnlyList<ReportRow> rows)
    {
        double support = rows.Sum(r => r.Support);
        return Each(rows, values =>
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] *= rows[i].Support;
            }

            return support == 0 ? 0 : PairwiseSum.Of(values) / support;
        });
    }

    private static PrecisionRecall Each(IReadOnlyList<ReportRow> rows, Func<double[], double> average) => new(
        average([.. rows.Select(r => r.Scores.Precision)]), average([.. rows.Select(r => r.Scores.Recall)]), average([.. rows.Select(r => r.Scores.F1)]));
}
