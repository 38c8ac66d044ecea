using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Writing;

/// <summary>Fills a vector with entities of Hugging Face's pipeline.</summary>
internal static unsafe class EntityVectors
{
    /// <summary>Fills a vector with a column of some rows.</summary>
    public static void Fill(nint vector, IReadOnlyList<IAnnotatedRow> rows, int column, AnnotationColumnKind kind, int firstRow, int count)
    {
        int total = 0;
        for (int r = 0; r < count; r++)
        {
            total += rows[firstRow + r].Count(column);
        }

        // All the room at once: no pointer goes stale.
        var list = new ListVector(vector, total);
        bool pieces = kind == AnnotationColumnKind.EntityPieces;
        nint fields = list.Child;
        ulong next = pieces ? 3UL : 2UL;
        var entities = new StringVector(Native.StructChild(fields, 0));
        var scores = (float*)Native.VectorData(Native.StructChild(fields, 1));
        var indices = pieces ? (int*)Native.VectorData(Native.StructChild(fields, 2)) : null;
        var words = new StringVector(Native.StructChild(fields, next));
        var starts = (int*)Native.VectorData(Native.StructChild(fields, next + 1));
        var ends = (int*)Native.VectorData(Native.StructChild(fields, next + 2));
        var view = default(EntityView);
        for (int r = 0; r < count; r++)
        {
            IAnnotatedRow row = rows[firstRow + r];
            int length = row.Count(column);
            long at = list.Begin(r, length, out _);
            for (int i = 0; i < length; i++, at++)
            {
                row.Get(column, i, ref view);
                entities.Set(at, view.Entity);
                scores[at] = view.Score;
                words.Set(at, view.Word);
                starts[at] = view.Start;
                ends[at] = view.End;
                if (pieces)
                {
                    indices[at] = view.Index;
                }
            }
        }

        list.End();
    }
}
