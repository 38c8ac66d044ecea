using SparkNer.Arrow;

namespace SparkNer.Spark.Functions;

/// <summary>A function during one task: used by one thread, disposed at the task's end.</summary>
public interface IBatchFunction : IDisposable
{
    /// <summary>
    /// The type of the results, nested nullability included: Spark compares it with what the driver declared. Known before the first batch.
    /// For <see cref="EvalType.MapInArrow"/> a struct of the result's columns.
    /// </summary>
    ArrowType ResultType { get; }

    /// <summary>Computes a batch.</summary>
    /// <param name="arguments">The arguments, all of <paramref name="rows"/> rows; they may be gone after the call.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the result any more.</param>
    /// <returns>The results, owned by the caller: as many rows as there were (for <see cref="EvalType.MapInArrow"/> any number).</returns>
    /// <exception cref="FunctionException">The task cannot go on; the message is for the user.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    ArrowArray Evaluate(ReadOnlySpan<FunctionArgument> arguments, int rows, CancellationToken cancellationToken);
}
