namespace SparkNer.Chunks;

/// <summary>An entity: one or more consecutive tokens of a sentence.</summary>
/// <param name="Begin">The first token's first UTF-16 code unit.</param>
/// <param name="End">The last token's last UTF-16 code unit, inclusive.</param>
/// <param name="FirstToken">The first token, as an index into the sentence's tokens.</param>
/// <param name="LastToken">The last token, inclusive.</param>
/// <param name="Entity">The type, as <c>PER</c>.</param>
/// <param name="Confidence">The mean of the tokens' probabilities; null unless all of them are known.</param>
public readonly record struct Chunk(int Begin, int End, int FirstToken, int LastToken, string Entity, float? Confidence);
