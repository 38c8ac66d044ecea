using SparkNer.Evaluation.Reports;

namespace SparkNer.Evaluation.TokenTags;

/// <summary>scikit-learn's report over the tags of tokens.</summary>
internal static class TokenReport
{
    private const string Outside = "O";

    /// <summary>The report.</summary>
    /// <param name="matrix">What was counted.</param>
    /// <param name="withOutside">Whether <c>O</c> is a class as any other.</param>
    public static ClassReport Of(TagMatrix matrix, bool withOutside)
    {
        Dictionary<string, EvaluationCount> counts = matrix.Counts();
        ReportRow[] rows = [.. counts.Keys.Where(t => withOutside || t != Outside).Order(CodePointComparer.Instance).Select(t => new ReportRow(t, Scores(counts[t]), counts[t].Gold))];
        EvaluationCount total = rows.Aggregate(default(EvaluationCount), (sum, row) => sum + counts[row.Name]);

        // As there: when every class of the data is in the report, micro average and accuracy are the same, and it is called accuracy.
        bool isAccuracy = rows.Length == counts.Count;
        ReportRow[] averages =
        [
            .. isAccuracy ? (ReportRow[])[] : [new("micro avg", Scores(total), total.Gold)],
            new("macro avg", ReportMath.Macro(rows), total.Gold),
            new("weighted avg", ReportMath.Weighted(rows), total.Gold),
        ];

        // As there: where no token at all is right, supports are printed as floating-point numbers.
        return new ClassReport(rows, averages, isAccuracy ? matrix.Accuracy : null, floatSupport: matrix is { Tokens: > 0, Correct: 0 });
    }

    // F1 from the counts, not from precision and recall: the last bit may differ.
    private static PrecisionRecall Scores(EvaluationCount count)
    {
        long sum = count.Gold + count.Found;
        return count.Scores with { F1 = sum == 0 ? 0 : 2.0 * count.Correct / sum };
    }
}
