namespace SparkNer.Arrow;

/// <summary>A named column or child with its type.</summary>
/// <param name="Name">The name; may be empty, need not be unique.</param>
/// <param name="Type">The type.</param>
/// <param name="IsNullable">Whether values may be null.</param>
public sealed record ArrowField(string Name, ArrowType Type, bool IsNullable = true);
