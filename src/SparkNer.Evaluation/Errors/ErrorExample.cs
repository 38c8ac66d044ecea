namespace SparkNer.Evaluation.Errors;

/// <summary>An error in its sentence.</summary>
/// <param name="Place">Where the sentence is.</param>
/// <param name="Words">Some words of the sentence, the error among them.</param>
/// <param name="CutBefore">Whether words before them were left out.</param>
/// <param name="CutAfter">Whether words after them were left out.</param>
/// <param name="Gold">The entity that is there, as positions in <paramref name="Words"/>; null if there is none.</param>
/// <param name="Predicted">The entity that was found, likewise.</param>
internal sealed record ErrorExample(string Place, IReadOnlyList<string> Words, bool CutBefore, bool CutAfter, (int First, int Last)? Gold, (int First, int Last)? Predicted);
