using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files.Reading;

/// <summary>Some rows of a chunk that DuckDB read: its first columns are the input's.</summary>
/// <param name="chunk">The chunk; one reference to it is this carrier's.</param>
/// <param name="firstRow">The batch's first row in it.</param>
/// <param name="columns">The columns.</param>
/// <param name="isJson">Which columns hold JSON text.</param>
/// <param name="names">The columns' names as they stand in JSON, with quotes.</param>
internal sealed unsafe class ChunkCarrier(DataChunk chunk, int firstRow, IReadOnlyList<CarriedColumn> columns, bool[] isJson, byte[][] names) : IRowCarrier
{
    public void CopyTo(DataChunk to, ReadOnlySpan<int> rows)
    {
        for (int c = 0; c < columns.Count; c++)
        {
            chunk.CopyRows(c, firstRow, rows, to.Vector(c));
        }
    }

    public void WriteJson(int row, JsonLineWriter writer)
    {
        for (int c = 0; c < columns.Count; c++)
        {
            writer.EncodedName(names[c]);
            if (!TryGet(c, row, out ReadOnlySpan<byte> value))
            {
                writer.Raw("null"u8);
            }
            else if (isJson[c])
            {
                writer.Raw(value);
            }
            else
            {
                writer.String(value);
            }
        }
    }

    public void WriteCsv(int row, CsvWriter writer)
    {
        for (int c = 0; c < columns.Count; c++)
        {
            if (TryGet(c, row, out ReadOnlySpan<byte> value))
            {
                writer.Field(value);
            }
            else
            {
                writer.Null();
            }
        }
    }

    public void Dispose() => chunk.Dispose();

    private bool TryGet(int column, int row, out ReadOnlySpan<byte> value)
    {
        nint vector = chunk.Vector(column);
        bool there = DataChunk.IsValid(Native.VectorValidity(vector), firstRow + row);
        value = there ? DuckString.Bytes((DuckString*)Native.VectorData(vector) + firstRow + row) : default;
        return there;
    }
}
