namespace SparkNer.WordPieces;

/// <summary>What to do otherwise than the tokenizer's files say; null leaves it to them.</summary>
public sealed record WordPieceOptions
{
    /// <summary>
    /// Whether to lower-case. When given, accents are stripped exactly if text is lower-cased, unless <see cref="StripAccents"/> is given too.
    /// </summary>
    public bool? LowerCase { get; init; }

    /// <summary>Whether to strip accents.</summary>
    public bool? StripAccents { get; init; }
}
