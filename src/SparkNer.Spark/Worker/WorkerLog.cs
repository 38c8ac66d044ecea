using Microsoft.Extensions.Logging;

namespace SparkNer.Spark.Worker;

/// <summary>All that the worker logs. Neither secrets nor texts of documents, nor settings as a whole.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Information, "serving as Spark's worker, process {Process}")]
    public static partial void Serving(this ILogger log, int process);

    [LoggerMessage(2, LogLevel.Warning, "spark.python.use.daemon is false: this process serves one task only and loads its model for it, which is slow")]
    public static partial void NoDaemon(this ILogger log);

    [LoggerMessage(3, LogLevel.Debug, "stage {Stage}, partition {Partition}, attempt {Attempt}: {Batches} batches, {Rows} rows in {Milliseconds:F0} ms, {Processing:F0} ms of them in functions")]
    public static partial void TaskDone(this ILogger log, int stage, int partition, int attempt, int batches, long rows, double milliseconds, double processing);

    [LoggerMessage(4, LogLevel.Error, "stage {Stage}, partition {Partition}, attempt {Attempt} failed: {Message}")]
    public static partial void TaskFailed(this ILogger log, int stage, int partition, int attempt, string message);

    [LoggerMessage(5, LogLevel.Debug, "worker {Id} ends: {Message}")]
    public static partial void PeerGone(this ILogger log, int id, string message);

    [LoggerMessage(6, LogLevel.Error, "worker {Id} failed")]
    public static partial void ConnectionFailed(this ILogger log, int id, Exception error);

    [LoggerMessage(7, LogLevel.Warning, "refused a connection with a wrong secret")]
    public static partial void WrongSecret(this ILogger log);

    [LoggerMessage(8, LogLevel.Debug, "Spark asks to stop worker {Id}")]
    public static partial void StopAsked(this ILogger log, int id);

    [LoggerMessage(9, LogLevel.Warning, "SIGTERM without the executor's end: worker {Id} has been silent for the longest and is stopped")]
    public static partial void SilentStopped(this ILogger log, int id);

    [LoggerMessage(10, LogLevel.Warning, "cannot accept a connection")]
    public static partial void AcceptFailed(this ILogger log, Exception error);

    [LoggerMessage(11, LogLevel.Error, "dropping what is idle failed")]
    public static partial void DropIdleFailed(this ILogger log, Exception error);

    [LoggerMessage(12, LogLevel.Error, "cancelling a task failed")]
    public static partial void CancelFailed(this ILogger log, Exception error);

    [LoggerMessage(13, LogLevel.Debug, "the executor has gone: the process ends")]
    public static partial void Ending(this ILogger log);

    [LoggerMessage(14, LogLevel.Warning, "worker {Id} ends without a task: {Message}")]
    public static partial void NotUnderstood(this ILogger log, int id, string message);
}
