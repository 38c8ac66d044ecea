namespace SparkNer.Evaluation;

/// <summary>How often something is there, was found, and was found where it is.</summary>
/// <param name="Gold">How many there are.</param>
/// <param name="Found">How many were predicted.</param>
/// <param name="Correct">How many of those are right.</param>
public readonly record struct EvaluationCount(long Gold, long Found, long Correct)
{
    /// <summary>The sum.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static EvaluationCount operator +(EvaluationCount left, EvaluationCount right) =>
        new(left.Gold + right.Gold, left.Found + right.Found, left.Correct + right.Correct);

    /// <summary>Precision, recall and their harmonic mean, 0 to 1; 0 where they are not defined.</summary>
    public PrecisionRecall Scores
    {
        get
        {
            double precision = Found == 0 ? 0 : (double)Correct / Found;
            double recall = Gold == 0 ? 0 : (double)Correct / Gold;
            double sum = precision + recall;
            return new PrecisionRecall(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
        }
    }
}
