namespace SparkNer.Evaluation.Seqeval;

/// <summary>An entity as tags mark it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="First">The position of its first token.</param>
/// <param name="Last">The position of its last token.</param>
public readonly record struct EntitySpan(string Type, long First, long Last);
