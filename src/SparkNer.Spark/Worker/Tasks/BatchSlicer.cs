using SparkNer.Arrow;

namespace SparkNer.Spark.Worker.Tasks;

/// <summary>Cuts a batch into pieces that are answered one by one.</summary>
/// <remarks>
/// Spark 3.5 bounds a batch by rows only, so that one of long documents can be huge. Pieces make the answer flow (Spark watches workers that are silent for
/// long), notice a cancelled task soon, and bound the memory of the results. They are large enough to fill the model's batches with texts of like length.
/// </remarks>
internal static class BatchSlicer
{
    /// <summary>The most rows of a piece.</summary>
    public const int MaxRows = 1024;

    /// <summary>The most bytes of text in a piece, unless one row alone has more.</summary>
    public const int MaxTextBytes = 256 * 1024;

    /// <summary>Where the piece ends that starts at a row.</summary>
    /// <param name="texts">The columns whose texts or bytes count.</param>
    /// <param name="start">The piece's first row.</param>
    /// <param name="rows">The batch's rows.</param>
    /// <returns>The row after the piece's last: at least one row further, unless the batch is empty.</returns>
    public static int EndOfPiece(ReadOnlySpan<ArrowArray> texts, int start, int rows)
    {
        int end = Math.Min(rows, start + MaxRows);
        if (texts.IsEmpty)
        {
            return end;
        }

        long bytes = 0;
        for (int row = start; row < end; row++)
        {
            foreach (ArrowArray text in texts)
            {
                bytes += text.Range(row).Length;
            }

            if (bytes > MaxTextBytes && row > start)
            {
                return row;
            }
        }

        return end;
    }

    /// <summary>Whether a column's bytes count.</summary>
    public static bool Counts(ArrowType type) => type is ArrowType.Utf8 or ArrowType.Binary;
}
