using SparkNer.Arrow;

namespace SparkNer.Spark.Functions;

/// <summary>An argument of a call.</summary>
/// <param name="Name">The name it was given by, or the column's name for <see cref="EvalType.MapInArrow"/>; null for a positional one.</param>
/// <param name="Values">Its values, a row each.</param>
public readonly record struct FunctionArgument(string? Name, ArrowArray Values);
