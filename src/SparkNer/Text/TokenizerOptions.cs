namespace SparkNer.Text;

/// <summary>The options of a <see cref="Tokenizer"/>: Spark NLP's parameters with their defaults. Patterns are in Java's regex syntax.</summary>
public sealed record TokenizerOptions
{
    /// <summary>How long patterns of the user's may take on one text unless an option says otherwise: 10 seconds.</summary>
    public static TimeSpan DefaultRegexTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Which characters a token consists of: members of a character class, as in Spark NLP, although it is called a pattern.
    /// The default stands for all but Java's <c>\s</c>.
    /// </summary>
    public string TargetPattern { get; init; } = @"\S+";

    /// <summary>The characters that are split off a token's ends: strings of one code unit each.</summary>
    public IReadOnlyList<string> ContextChars { get; init; } = [".", ",", ";", ":", "!", "?", "*", "-", "(", ")", "\"", "'"];

    /// <summary>The pattern for what is split off a token's start; starts with <c>\A</c>. Null: made of <see cref="ContextChars"/>.</summary>
    public string? PrefixPattern { get; init; }

    /// <summary>The pattern for what is split off a token's end; ends with <c>\z</c>. Null: made of <see cref="ContextChars"/>.</summary>
    public string? SuffixPattern { get; init; }

    /// <summary>
    /// The patterns for what is left; the first that matches (together with prefix and suffix) counts and each of its groups becomes a token. Null: one,
    /// made of <see cref="ContextChars"/>.
    /// </summary>
    public IReadOnlyList<string>? InfixPatterns { get; init; }

    /// <summary>The characters at which tokens are split further: strings of one code unit, or of a backslash and one. Null for none.</summary>
    public IReadOnlyList<string>? SplitChars { get; init; }

    /// <summary>The pattern at which tokens are split further; before <see cref="SplitChars"/>. Null for none.</summary>
    public string? SplitPattern { get; init; }

    /// <summary>Patterns for texts that stay one token, even with spaces inside. Null for none.</summary>
    public IReadOnlyList<string>? Exceptions { get; init; }

    /// <summary>Whether upper and lower case (of ASCII letters) differ in <see cref="Exceptions"/>.</summary>
    public bool CaseSensitiveExceptions { get; init; } = true;

    /// <summary>The shortest token that is kept, in code units.</summary>
    public int MinLength { get; init; }

    /// <summary>The longest token that is kept, in code units; null for no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The time that the patterns may take on one text; <see cref="Timeout.InfiniteTimeSpan"/> for no limit. See
    /// <see cref="PatternTimeoutException"/>.</summary>
    public TimeSpan RegexTimeout { get; init; } = DefaultRegexTimeout;
}
