namespace SparkNer.Spark.Functions;

/// <summary>What a function gets when a task starts.</summary>
/// <param name="Task">The task.</param>
/// <param name="Broadcasts">The broadcasts of all functions of the task, by Spark's number. They belong to the connection: a function that keeps bytes copies them or opens its own stream.</param>
/// <param name="Cancellation">Cancelled when nobody waits for the task any more.</param>
public sealed record FunctionContext(TaskFacts Task, IReadOnlyDictionary<long, BroadcastValue> Broadcasts, CancellationToken Cancellation);
