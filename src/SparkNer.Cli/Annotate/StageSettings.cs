namespace SparkNer.Cli.Annotate;

/// <summary>Parameters of the DocumentAssembler; null is "not given". <c>idCol</c> is <see cref="AnnotateSettings.IdColumn"/>.</summary>
internal sealed record DocumentAssemblerSettings(string? CleanupMode, string? MetadataCol);

/// <summary>Parameters of the SentenceDetector; null is "not given".</summary>
internal sealed record SentenceDetectorSettings(
    bool? UseAbbreviations,
    bool? DetectLists,
    bool? UseCustomBoundsOnly,
    IReadOnlyList<string>? CustomBounds,
    string? CustomBoundsStrategy,
    int? SplitLength,
    int? MinLength,
    int? MaxLength,
    bool? ExplodeSentences);

/// <summary>Parameters of the Tokenizer; null is "not given".</summary>
internal sealed record TokenizerSettings(
    string? TargetPattern,
    IReadOnlyList<string>? ContextChars,
    string? PrefixPattern,
    string? SuffixPattern,
    IReadOnlyList<string>? InfixPatterns,
    IReadOnlyList<string>? SplitChars,
    string? SplitPattern,
    IReadOnlyList<string>? Exceptions,
    string? ExceptionsPath,
    bool? CaseSensitiveExceptions,
    int? MinLength,
    int? MaxLength);

/// <summary>Parameters of the NerConverter that are no options of the command line; null is "not given".</summary>
internal sealed record NerConverterSettings(bool? PreservePosition, bool? NerHasNoSchema);
