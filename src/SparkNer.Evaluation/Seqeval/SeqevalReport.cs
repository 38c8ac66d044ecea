using SparkNer.Evaluation.Reports;

namespace SparkNer.Evaluation.Seqeval;

/// <summary>seqeval's report of what was counted.</summary>
internal static class SeqevalReport
{
    public static ClassReport Of(CountTable types)
    {
        ReportRow[] rows = [.. types.Types.Select(t => new ReportRow(t, types[t].Scores, types[t].Gold))];
        EvaluationCount total = types.Total;
        return new ClassReport(
            rows,
            [
                new("micro avg", total.Scores, total.Gold),
                new("macro avg", ReportMath.Macro(rows), total.Gold),
                new("weighted avg", ReportMath.Weighted(rows), total.Gold),
            ],
            accuracy: null);
    }
}
