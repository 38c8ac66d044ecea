namespace SparkNer.Chunks;

/// <summary>A token with its label, as <see cref="NerConverter"/> takes it.</summary>
/// <param name="Begin">The token's first UTF-16 code unit.</param>
/// <param name="End">Its last, inclusive.</param>
/// <param name="Tag">The label; null if the token was given none, which counts as <c>O</c>.</param>
/// <param name="Confidence">The label's probability; may be NaN. Without meaning unless <paramref name="HasConfidence"/>.</param>
/// <param name="HasConfidence">Whether the probability is known.</param>
public readonly record struct TaggedToken(int Begin, int End, string? Tag, float Confidence, bool HasConfidence);
