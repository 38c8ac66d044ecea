namespace SparkNer.Evaluation.Reports;

/// <summary>A line of a report.</summary>
/// <param name="Name">The type, tag or average.</param>
/// <param name="Scores">Precision, recall and F1, 0 to 1.</param>
/// <param name="Support">How many there are.</param>
public sealed record ReportRow(string Name, PrecisionRecall Scores, long Support);
