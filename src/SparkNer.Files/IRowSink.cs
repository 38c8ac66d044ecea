namespace SparkNer.Files;

/// <summary>An output. What is written appears under its name only with <see cref="Complete"/>; disposing without it leaves nothing behind.</summary>
/// <remarks>One thread at a time.</remarks>
public interface IRowSink : IDisposable
{
    /// <summary>Writes rows, after those that are written already.</summary>
    /// <param name="rows">The rows; they are read before the call returns, and are the caller's to dispose of.</param>
    /// <param name="annotations">Their annotations, one a row.</param>
    /// <exception cref="OutputException">They could not be written.</exception>
    /// <exception cref="InputException">A row has a field with the name of an output column.</exception>
    void Write(RowBatch rows, IReadOnlyList<IAnnotatedRow> annotations);

    /// <summary>Finishes the output and gives it its name.</summary>
    /// <exception cref="OutputException">It could not be written.</exception>
    void Complete();
}
