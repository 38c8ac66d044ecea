namespace SparkNer.Spark.Worker;

/// <summary>The process cannot start; Spark shows the message from standard error to the user.</summary>
internal sealed class WorkerStartException(string message, Exception? inner = null) : Exception(message, inner);
