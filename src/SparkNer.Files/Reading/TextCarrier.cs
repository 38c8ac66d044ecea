using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files.Reading;

/// <summary>The one column of lines of text.</summary>
internal sealed class TextCarrier(string?[] texts) : IRowCarrier
{
    public void CopyTo(DataChunk chunk, int firstRow, int count)
    {
        var column = new StringVector(chunk.Vector(0));
        for (int i = 0; i < count; i++)
        {
            column.Set(i, texts[firstRow + i]);
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
