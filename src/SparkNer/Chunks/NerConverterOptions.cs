namespace SparkNer.Chunks;

/// <summary>What <see cref="NerConverter"/> makes chunks of and how. Immutable.</summary>
public sealed record NerConverterOptions
{
    /// <summary>The entity types to keep, exact and case-sensitive, without prefix; null keeps all, an empty list none.</summary>
    public IReadOnlyCollection<string>? WhiteList { get; init; }

    /// <summary>The entity types to drop, exact and case-sensitive, without prefix; null or empty drops none.</summary>
    public IReadOnlyCollection<string>? BlackList { get; init; }

    /// <summary>Whether a chunk's text is cut from the sentence as it stands there (the default); else it is the tokens' texts, joined by one space
    /// (with <see cref="SparkNlpCompatibility"/> the first token's text alone).</summary>
    public bool PreservePosition { get; init; } = true;

    /// <summary>Whether labels are types as they stand: no prefix is looked for in them.</summary>
    public bool NerHasNoSchema { get; init; }

    /// <summary>Chunks with a confidence below this are dropped; those whose confidence is unknown or NaN stay. Null drops none.</summary>
    public float? Threshold { get; init; }

    /// <summary>Whether to make the chunks that Spark NLP's NerConverter makes, also where they are wrong: a type change without <c>B-</c> does not split, the
    /// first two characters of any label are cut off, <c>S-</c>, <c>E-</c>, <c>U-</c> and <c>L-</c> are not understood, and sentences are numbered leaving out those without tokens.</summary>
    public bool SparkNlpCompatibility { get; init; }
}
