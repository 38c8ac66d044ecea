namespace SparkNer.Aggregation;

/// <summary>An entity as Hugging Face's token-classification pipeline gives it.</summary>
/// <param name="Label">The label (<c>entity</c>: strategy None) or the type (<c>entity_group</c>: the others).</param>
/// <param name="Score">The probability, 0 to 1: the mean over the pieces, or words, that were joined.</param>
/// <param name="Index">The piece's place in the window, [CLS] being 0; only with strategy None.</param>
/// <param name="Word">The word as put together from the pieces, which need not be the text at the offsets.</param>
/// <param name="Start">The first UTF-16 code unit.</param>
/// <param name="End">The UTF-16 code unit after the last: exclusive, as Hugging Face has it.</param>
public sealed record Entity(string Label, float Score, int? Index, string Word, int Start, int End)
{
    /// <summary>The same entities with offsets that count code points, as Python has them.</summary>
    /// <param name="entities">The entities; quickest in the order of the text.</param>
    /// <param name="text">The text that the offsets refer to.</param>
    /// <exception cref="ArgumentOutOfRangeException">An offset is not in the text.</exception>
    public static List<Entity> ToCodePoints(IReadOnlyList<Entity> entities, string text)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(text);
        var cursor = new CodePointCursor(text);
        var result = new List<Entity>(entities.Count);
        foreach (Entity entity in entities)
        {
            result.Add(entity with { Start = cursor.At(entity.Start), End = cursor.At(entity.End) });
        }

        return result;
    }
}
