namespace SparkNer.WordPieces.Loading;

/// <summary>A tokenizer as its files define it, once all precedence rules are applied.</summary>
internal sealed record TokenizerDefinition
{
    /// <summary>The file that the vocabulary comes from, for messages.</summary>
    public required string VocabularyFile { get; init; }

    /// <summary>The id of each piece.</summary>
    public required Dictionary<string, int> Vocabulary { get; init; }

    /// <summary>What pieces inside a word begin with.</summary>
    public required string ContinuingPrefix { get; init; }

    /// <summary>Words of more code points are unknown.</summary>
    public required int MaxWordLength { get; init; }

    /// <summary>The normalizer's steps.</summary>
    public required NormalizationRules Rules { get; init; }

    /// <summary>The special tokens' names.</summary>
    public required SpecialTokenNames Names { get; init; }

    /// <summary>The tokens that are looked up as a whole, without ids: those follow from the vocabulary.</summary>
    public required IReadOnlyList<AddedToken> AddedTokens { get; init; }

    /// <summary>The longest sequence, special tokens included, or null.</summary>
    public required int? ModelMaxLength { get; init; }
}
