namespace SparkNer.Arrow;

/// <summary>Rows of a stream: one array a column, all of one length.</summary>
/// <remarks>Owns its columns' memory: <see cref="Dispose"/> gives it back, after which columns and their slices must not be read.</remarks>
public sealed class RecordBatch : IDisposable
{
    private readonly IDisposable? _owner;

    /// <summary>Makes a batch of columns.</summary>
    /// <param name="length">The number of rows, which need not follow from the columns: there may be none.</param>
    /// <param name="columns">The columns; disposed with the batch.</param>
    /// <param name="owner">Whatever else is to be given back with the batch.</param>
    /// <exception cref="ArgumentException">A column has another number of rows.</exception>
    public RecordBatch(int length, IReadOnlyList<ArrowArray> columns, IDisposable? owner = null)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length != length)
            {
                throw new ArgumentException($"Column {i} has {columns[i].Length} rows, the batch {length}.", nameof(columns));
            }
        }

        Length = length;
        Columns = columns;
        _owner = owner;
    }

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>The columns in the schema's order.</summary>
    public IReadOnlyList<ArrowArray> Columns { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ArrowArray column in Columns)
        {
            column.Dispose();
        }

        _owner?.Dispose();
    }
}
