using SparkNer.Arrow;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Makes an exception the text that the user reads.</summary>
internal static class WorkerError
{
    private const string DebugProperty = "spark.sparkner.debug";

    /// <summary>Whether the exception's message was written for the user; others are faults of the program.</summary>
    public static bool IsExpected(Exception error) => error is FunctionException or WireException or ArrowFormatException;

    /// <summary>The text for Spark.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="task">The task, as far as it is known.</param>
    /// <param name="environment">The process's settings.</param>
    public static string Describe(Exception error, TaskFacts? task, WorkerEnvironment environment)
    {
        string message = error switch
        {
            FunctionException => error.Message,
            WireException => $"Spark's task cannot be read ({error.Message}): check that driver and executors run the same version of sparkner",
            ArrowFormatException { InnerException: not OutOfMemoryException } => $"Spark's data cannot be read: {error.Message}",
            OutOfMemoryException or ArrowFormatException =>
                "the worker has run out of memory: give executors more by spark.executor.memoryOverhead or spark.executor.pyspark.memory, "
                + "or send fewer rows at once by spark.sql.execution.arrow.maxRecordsPerBatch",
            _ => $"unexpected failure, {error.GetType().Name}: {error.Message} (SPARKNER_DEBUG=1 in the executors' environment shows where)",
        };
        return WorkerErrorText.Format(message, WantsDetails(task, environment) ? error.ToString() : null);
    }

    private static bool WantsDetails(TaskFacts? task, WorkerEnvironment environment) =>
        !environment.HidesTraceback
        && (environment.Debug
            || (task is not null && task.LocalProperties.TryGetValue(DebugProperty, out string? value) && bool.TryParse(value, out bool on) && on));
}
