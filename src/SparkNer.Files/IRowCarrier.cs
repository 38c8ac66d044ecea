using SparkNer.Files.DuckDb;
using SparkNer.Files.Writing;

namespace SparkNer.Files;

/// <summary>The input columns of a batch, in a form that the outputs can copy from.</summary>
internal interface IRowCarrier : IDisposable
{
    /// <summary>Copies rows of every column to the first columns of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="rows">Which rows, in the order in which they are to stand there; one may come more than once.</param>
    void CopyTo(DataChunk chunk, ReadOnlySpan<int> rows);

    /// <summary>Writes a row's fields between the braces of an object.</summary>
    void WriteJson(int row, JsonLineWriter writer);

    /// <summary>Writes a row's fields.</summary>
    void WriteCsv(int row, CsvWriter writer);
}
