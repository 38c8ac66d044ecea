namespace SparkNer.Text;

/// <summary>The options of a <see cref="SentenceDetector"/>: Spark NLP's parameters with their defaults.</summary>
public sealed record SentenceDetectorOptions
{
    /// <summary>Whether dots of known abbreviations (Mr, Inc, No ...) end no sentence.</summary>
    public bool UseAbbreviations { get; init; } = true;

    /// <summary>Whether list markers (<c>1. </c>, <c>(a)</c>) start a sentence.</summary>
    public bool DetectLists { get; init; } = true;

    /// <summary>Whether <see cref="CustomBounds"/> are the only bounds. Without custom bounds it changes nothing.</summary>
    public bool UseCustomBoundsOnly { get; init; }

    /// <summary>Regexes in Java's syntax for further bounds, applied in order, each to what the one before left.</summary>
    public IReadOnlyList<string> CustomBounds { get; init; } = [];

    /// <summary>Where the custom bounds break the text.</summary>
    public CustomBoundsStrategy CustomBoundsStrategy { get; init; } = CustomBoundsStrategy.None;

    /// <summary>The length in code units at which a sentence is split at a space; null for no limit. A longer word stays whole.</summary>
    public int? SplitLength { get; init; }

    /// <summary>The shortest sentence that is kept, in code units.</summary>
    public int MinLength { get; init; }

    /// <summary>The longest sentence that is kept, in code units; null for no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether each sentence shall become a row of its own. For the caller to do: the detector itself ignores it.</summary>
    public bool ExplodeSentences { get; init; }

    /// <summary>
    /// Whether the pieces that <see cref="SplitLength"/> makes get the offsets that Spark NLP computes, which after a word longer than the limit
    /// and between pieces with several spaces are not where the text is. False: the offsets are right.
    /// </summary>
    public bool SparkNlpSplitOffsets { get; init; }

    /// <summary>The time that the custom bounds may take on one text; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. See
    /// <see cref="PatternTimeoutException"/>.</summary>
    public TimeSpan RegexTimeout { get; init; } = TokenizerOptions.DefaultRegexTimeout;
}
