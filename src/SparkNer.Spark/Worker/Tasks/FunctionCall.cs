namespace SparkNer.Spark.Worker.Tasks;

/// <summary>A call of one function, or of several where each gets the one before's result.</summary>
/// <param name="Arguments">The first function's arguments.</param>
/// <param name="Commands">The functions in the order in which they are applied, as the driver described them.</param>
internal sealed record FunctionCall(IReadOnlyList<ArgumentReference> Arguments, IReadOnlyList<ReadOnlyMemory<byte>> Commands);

/// <summary>An argument: which column of the input it is.</summary>
/// <param name="Column">The column's position.</param>
/// <param name="Name">The name it was given by; null for a positional one.</param>
internal readonly record struct ArgumentReference(int Column, string? Name);
