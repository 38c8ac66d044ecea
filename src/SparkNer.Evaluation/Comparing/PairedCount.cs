namespace SparkNer.Evaluation.Comparing;

/// <summary>The entities of a sentence: those that are there, and what A and B found.</summary>
internal readonly record struct PairedCount(long Gold, long FoundA, long CorrectA, long FoundB, long CorrectB)
{
    /// <summary>The F1 of A, 0 to 1.</summary>
    public double F1OfA => F1(FoundA, CorrectA);

    /// <summary>The F1 of B.</summary>
    public double F1OfB => F1(FoundB, CorrectB);

    public static PairedCount operator +(PairedCount x, PairedCount y) =>
        new(x.Gold + y.Gold, x.FoundA + y.FoundA, x.CorrectA + y.CorrectA, x.FoundB + y.FoundB, x.CorrectB + y.CorrectB);

    private double F1(long found, long correct) => Gold + found == 0 ? 0 : 2.0 * correct / (Gold + found);
}
