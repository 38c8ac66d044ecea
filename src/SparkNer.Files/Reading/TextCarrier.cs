using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files.Reading;

/// <summary>The one column of lines of text.</summary>
internal sealed class TextCarrier(string?[] texts) : IRowCarrier
{
    public void CopyTo(DataChunk chunk, ReadOnlySpan<int> rows)
    {
        var column = new StringVector(chunk.Vector(0));
        for (int i = 0; i < rows.Length; i++)
        {
            column.Set(i, texts[rows[i]]);
        }
    }

    public void WriteJson(int row, JsonLineWriter writer)
    {
        writer.Name("text"u8);
        writer.String(texts[row]);
    }

    public void WriteCsv(int row, CsvWriter writer) => writer.Field(texts[row]);

    public void Dispose()
    {
    }
}
