namespace SparkNer.Onnx.Inference;

/// <summary>Whether a model can take a sequence; what it cannot take would make it fail in the middle of a run, or read past its tables.</summary>
internal static class SequenceCheck
{
    /// <summary>What is wrong with the piece ids, as the end of a sentence that begins with the sequence; null if nothing is.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="maxLength">The longest sequence that the model takes.</param>
    /// <param name="limit">One more than the largest id.</param>
    public static string? Ids(ReadOnlySpan<int> ids, int maxLength, int limit)
    {
        if (ids.Length < 1 || ids.Length > maxLength)
        {
            return $"has {ids.Length} word pieces; the model takes 1 to {maxLength}.";
        }

        int at = FirstOutside(ids, limit);
        return at < 0 ? null : $"has the word piece id {ids[at]} at position {at}; the model's ids go from 0 to {limit - 1}.";
    }

    /// <summary>What is wrong with the token types, likewise.</summary>
    /// <param name="types">The types; none for 0 throughout.</param>
    /// <param name="length">The sequence's length.</param>
    /// <param name="limit">How many types the model tells apart; 0 if it takes none.</param>
    public static string? TokenTypes(ReadOnlySpan<int> types, int length, int limit)
    {
        if (types.Length > 0 && types.Length != length)
        {
            return $"has {length} word pieces but {types.Length} token types; there must be one for each.";
        }

        int at = FirstOutside(types, Math.Max(1, limit));
        return at < 0 ? null
            : limit == 0 ? $"has the token type {types[at]} at position {at}, but the model has no input for token types: only 0 will do."
            : $"has the token type {types[at]} at position {at}; the model's types go from 0 to {limit - 1}.";
    }

    private static int FirstOutside(ReadOnlySpan<int> values, int limit)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)limit)
            {
                return i;
            }
        }

        return -1;
    }
}
