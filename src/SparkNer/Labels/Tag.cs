namespace SparkNer.Labels;

/// <summary>A label taken apart.</summary>
/// <param name="Prefix">The place in the entity.</param>
/// <param name="Type">The entity's type: what follows the prefix, or the whole label if it has none; empty for <see cref="TagPrefix.Outside"/>.</param>
public readonly record struct Tag(TagPrefix Prefix, string Type);
