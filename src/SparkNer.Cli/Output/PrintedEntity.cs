namespace SparkNer.Cli.Output;

/// <summary>An entity as it is shown to a person.</summary>
/// <param name="Label">Its type, e.g. PER.</param>
/// <param name="Text">Its text.</param>
/// <param name="Begin">The first UTF-16 code unit in the text.</param>
/// <param name="End">The last one, inclusive.</param>
/// <param name="Confidence">0 to 1; null if unknown.</param>
internal sealed record PrintedEntity(string Label, string Text, int Begin, int End, double? Confidence);
