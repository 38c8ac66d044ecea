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
    /// <param name="texts">The columns that <see cref="Counts"/>.</param>
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
                bytes += Bytes(text, row, 1);
            }

            if (bytes > MaxTextBytes && row > start)
            {
                return row;
            }
        }

        return end;
    }

    /// <summary>Whether a column's bytes count: those of texts and binaries, also within lists, maps and structs.</summary>
    public static bool Counts(ArrowType type) => type switch
    {
        ArrowType.Utf8 or ArrowType.Binary => true,
        ArrowType.List list => Counts(list.Item.Type),
        ArrowType.Map map => Counts(map.Entries.Type),
        ArrowType.Struct row => row.Fields.Any(f => Counts(f.Type)),
        _ => false,
    };

    // Of neighbouring rows, whose values are neighbours too: the whole costs no more than its first and last row.
    private static long Bytes(ArrowArray array, int start, int rows)
    {
        if (rows == 0)
        {
            return 0;
        }

        switch (array.Type)
        {
            case ArrowType.Utf8 or ArrowType.Binary:
                return Between(array, start, rows).Length;
            case ArrowType.List or ArrowType.Map:
                (int first, int elements) = Between(array, start, rows);
                return Bytes(array.Children[0], first, elements);
            case ArrowType.Struct:
                long bytes = 0;
                foreach (ArrowArray child in array.Children)
                {
                    bytes += Bytes(child, array.Offset + start, rows);
                }

                return bytes;
            default:
                return 0;
        }
    }

    private static (int Start, int Length) Between(ArrowArray array, int start, int rows)
    {
        long first = array.Range(start).Start;
        (long last, long length) = array.Range(start + rows - 1);
        return ((int)first, (int)(last + length - first));
    }
}
