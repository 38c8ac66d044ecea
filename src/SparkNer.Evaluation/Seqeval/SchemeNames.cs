namespace SparkNer.Evaluation.Seqeval;

/// <summary>The schemes' names, as seqeval writes them.</summary>
public static class SchemeNames
{
    /// <summary>All of them: IOB1, IOB2, IOE1, IOE2, IOBES, BILOU.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TaggingScheme>().Select(Of)];

    /// <summary>The name of a scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    public static string Of(TaggingScheme scheme) => scheme.ToString().ToUpperInvariant();
}
