using Microsoft.Extensions.Logging;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Serves the tasks of one connection, one after the other. Nothing is remembered between them but the broadcasts.</summary>
/// <param name="input">What Spark sends, buffered.</param>
/// <param name="output">What Spark gets, buffered.</param>
/// <param name="functions">Gives the functions that there are; a failure to make them is the task's.</param>
/// <param name="broadcasts">The connection's broadcasts.</param>
/// <param name="environment">The process's settings.</param>
/// <param name="log">Where to log.</param>
internal sealed class TaskSession(
    Stream input, Stream output, Func<IFunctionCatalog> functions, BroadcastTable broadcasts, WorkerEnvironment environment, ILogger log)
{
    private readonly WireReader _wire = new(input);

    /// <summary>Waits for a task's first bytes.</summary>
    /// <exception cref="PeerGoneException">There are no more tasks: the usual end.</exception>
    public int WaitForTask() => _wire.Int("task");

    /// <summary>Serves a task.</summary>
    /// <param name="first">What <see cref="WaitForTask"/> gave.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>Whether another task may follow on this connection.</returns>
    /// <exception cref="PeerGoneException">Nobody waits any more.</exception>
    /// <exception cref="OperationCanceledException">The same.</exception>
    public bool Serve(int first, CancellationToken cancellationToken)
    {
        var times = new TaskTimes();
        var response = new ResponseWriter(output);
        TaskFacts? task = null;
        try
        {
            TaskHeader header = TaskHeaderReader.Read(first, _wire, broadcasts.Apply);
            task = header.Facts;
            TaskSize size;
            using (BatchPlan plan = BatchPlan.Create(header, functions(), new FunctionContext(task, broadcasts.Values, cancellationToken)))
            {
                times.Ready();
                size = TaskRunner.Run(plan, input, response, times, cancellationToken);
            }

            response.WriteEnd(times, task.Version);
            bool isReusable = _wire.Int("end of the task") == ControlCode.EndOfStream;
            response.WriteLastWord(isReusable);
            log.TaskDone(task.StageId, task.PartitionId, task.AttemptNumber, size.Batches, size.Rows, times.Elapsed.TotalMilliseconds, times.ProcessingTime.TotalMilliseconds);
            return isReusable;
        }
        catch (Exception e) when (!IsQuiet(e, cancellationToken))
        {
            // To the executor's log too: the driver shows only the last attempt's error.
            log.TaskFailed(task?.StageId ?? -1, task?.PartitionId ?? -1, task?.AttemptNumber ?? -1, WorkerError.IsExpected(e) ? e.Message : e.ToString());
            response.TryWriteError(WorkerError.Describe(e, task, environment));
            return false;
        }
    }

    /// <summary>Whether the exception only says that nobody waits any more.</summary>
    private static bool IsQuiet(Exception error, CancellationToken cancellationToken) =>
        error is PeerGoneException || cancellationToken.IsCancellationRequested;
}
