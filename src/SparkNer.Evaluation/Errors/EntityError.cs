using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Errors;

/// <summary>An entity that is wrong.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Gold">The entity that is there; null if there is none.</param>
/// <param name="Predicted">The entity that was found; null if none was.</param>
internal sealed record EntityError(ErrorKind Kind, EntitySpan? Gold, EntitySpan? Predicted)
{
    /// <summary>All errors of a sentence: each entity that is not exactly right is in exactly one.</summary>
    public static IEnumerable<EntityError> Of(IReadOnlyList<EntitySpan> gold, IReadOnlyList<EntitySpan> predicted)
    {
        List<EntitySpan> found = [.. predicted.Except(gold)];
        foreach (EntitySpan right in gold.Except(predicted))
        {
            int at = found.FindIndex(f => f.First == right.First && f.Last == right.Last);
            at = at >= 0 ? at : found.FindIndex(f => f.First <= right.Last && right.First <= f.Last);
            if (at < 0)
            {
                yield return new EntityError(ErrorKind.Missed, right, null);
                continue;
            }

            yield return new EntityError(KindOf(right, found[at]), right, found[at]);
            found.RemoveAt(at);
        }

        foreach (EntitySpan wrong in found)
        {
            yield return new EntityError(ErrorKind.Spurious, null, wrong);
        }
    }

    private static ErrorKind KindOf(EntitySpan gold, EntitySpan predicted) => (gold.Type == predicted.Type, gold.First == predicted.First && gold.Last == predicted.Last) switch
    {
        (false, true) => ErrorKind.WrongType,
        (true, false) => ErrorKind.WrongBoundary,
        _ => ErrorKind.WrongTypeAndBoundary,
    };
}
