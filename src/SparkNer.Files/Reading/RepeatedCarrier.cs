using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files.Reading;

/// <summary>Rows of another carrier, some more than once, some not at all.</summary>
/// <param name="inner">The other one; it stays its batch's.</param>
/// <param name="rowOf">For each row the row of the other one.</param>
internal sealed class RepeatedCarrier(IRowCarrier inner, int[] rowOf) : IRowCarrier
{
    public void CopyTo(DataChunk chunk, ReadOnlySpan<int> rows)
    {
        var mapped = new int[rows.Length];
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = rowOf[rows[i]];
        }

        inner.CopyTo(chunk, mapped);
    }

    public void WriteJson(int row, JsonLineWriter writer) => inner.WriteJson(rowOf[row], writer);

    public void WriteCsv(int row, CsvWriter writer) => inner.WriteCsv(rowOf[row], writer);

    public void Dispose()
    {
    }
}
