namespace SparkNer.Evaluation;

/// <summary>Precision, recall and F1, 0 to 1.</summary>
/// <param name="Precision">The share of what was predicted that is right.</param>
/// <param name="Recall">The share of what is there that was found.</param>
/// <param name="F1">Their harmonic mean.</param>
public readonly record struct PrecisionRecall(double Precision, double Recall, double F1);
