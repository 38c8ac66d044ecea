using System.Diagnostics;
using System.Runtime.CompilerServices;
using SparkNer.Arrow;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Runs a task's data through its functions, with at most one batch of the input and one piece of the answer in memory.</summary>
internal static class TaskRunner
{
    /// <summary>Reads the input to its end and writes the answer's batches.</summary>
    /// <returns>How much it was.</returns>
    public static TaskSize Run(BatchPlan plan, Stream input, ResponseWriter response, TaskTimes times, CancellationToken cancellationToken)
    {
        using var reader = new ArrowStreamReader(input);
        plan.Check(reader.Schema);
        int[] texts = [.. plan.UsedColumns];
        int batches = 0;
        long rows = 0;
        while (NextBatch(reader, plan, texts, response, times, cancellationToken) is { } length)
        {
            batches++;
            rows += length;
        }

        return new TaskSize(batches, rows);
    }

    // A frame of its own: when the next batch is read, which may have hundreds of megabytes, no local holds on to this one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int? NextBatch(
        ArrowStreamReader reader, BatchPlan plan, int[] texts, ResponseWriter response, TaskTimes times, CancellationToken cancellationToken)
    {
        using RecordBatch? batch = reader.ReadBatch();
        if (batch is null)
        {
            return null;
        }

        IReadOnlyList<ArrowArray> columns = plan.Columns(batch);
        ArrowArray[] counted = [.. texts.Select(i => columns[i]).Where(c => BatchSlicer.Counts(c.Type))];
        int start = 0;
        do
        {
            int end = BatchSlicer.EndOfPiece(counted, start, batch.Length);
            cancellationToken.ThrowIfCancellationRequested();
            WritePiece(plan, [.. columns.Select(c => c.Slice(start, end - start))], end - start, response, times, cancellationToken);
            start = end;
        }
        while (start < batch.Length);
        return batch.Length;
    }

    private static void WritePiece(
        BatchPlan plan, IReadOnlyList<ArrowArray> columns, int rows, ResponseWriter response, TaskTimes times, CancellationToken cancellationToken)
    {
        var owned = new List<IDisposable>();
        try
        {
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<ArrowArray> results = plan.Evaluate(columns, rows, owned, cancellationToken);
            times.ProcessingTime += Stopwatch.GetElapsedTime(start);
            response.WriteBatch(plan.OutputSchema, results, results[0].Length);
        }
        finally
        {
            foreach (IDisposable one in owned)
            {
                one.Dispose();
            }
        }
    }
}

/// <summary>How much data a task had.</summary>
/// <param name="Batches">The batches that came.</param>
/// <param name="Rows">Their rows.</param>
internal readonly record struct TaskSize(int Batches, long Rows);
