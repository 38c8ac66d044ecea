using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>How a task's batches are taken apart, computed and put together again.</summary>
internal abstract class BatchPlan : IDisposable
{
    /// <summary>The plan for a task.</summary>
    /// <exception cref="FunctionException">A function cannot be made, or Spark asks for what sparkner never does.</exception>
    public static BatchPlan Create(TaskHeader header, IFunctionCatalog catalog, FunctionContext context) =>
        header.Facts.EvalType == EvalType.MapInArrow
            ? new RowPlan(header.Calls, catalog, context)
            : new ColumnPlan(header.Calls, catalog, context);

    /// <summary>The schema of the answer.</summary>
    public abstract ArrowSchema OutputSchema { get; }

    /// <summary>Checks that the input is what the functions are called on.</summary>
    /// <exception cref="FunctionException">It is not.</exception>
    public abstract void Check(ArrowSchema input);

    /// <summary>The columns that the functions are called on.</summary>
    public abstract IReadOnlyList<ArrowArray> Columns(RecordBatch batch);

    /// <summary>Which of them, by position, count for the size of a piece.</summary>
    public abstract IEnumerable<int> UsedColumns { get; }

    /// <summary>Computes a piece.</summary>
    /// <param name="columns">The columns' windows.</param>
    /// <param name="rows">The piece's rows.</param>
    /// <param name="owned">Gets what must be given back when the answer is written.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>The answer's columns, all of one length.</returns>
    public abstract IReadOnlyList<ArrowArray> Evaluate(
        IReadOnlyList<ArrowArray> columns, int rows, List<IDisposable> owned, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
