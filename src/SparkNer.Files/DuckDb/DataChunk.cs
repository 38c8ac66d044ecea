namespace SparkNer.Files.DuckDb;

/// <summary>A data chunk of our own or of a result, shared by counting: each user takes a reference and gives it back.</summary>
/// <remarks>Thread-safe as to the counting; the vectors are not to be written by two threads.</remarks>
internal sealed unsafe class DataChunk : IDisposable
{
    /// <summary>How many rows a chunk holds.</summary>
    public const int Capacity = 2048;

    private nint _chunk;
    private int _references = 1;

    /// <summary>Takes over a native chunk.</summary>
    public DataChunk(nint chunk)
    {
        _chunk = chunk;
    }

    ~DataChunk()
    {
        Native.DestroyDataChunk(ref _chunk);
    }

    /// <summary>A chunk of some types with room for 2048 rows.</summary>
    /// <param name="types">Native types; they stay the caller's.</param>
    public static DataChunk Create(ReadOnlySpan<nint> types)
    {
        fixed (nint* first = types)
        {
            return new DataChunk(Native.CreateDataChunk(first, (ulong)types.Length));
        }
    }

    /// <summary>The number of rows.</summary>
    public int Count
    {
        get => (int)Native.ChunkSize(Pointer);
        set => Native.SetChunkSize(Pointer, (ulong)value);
    }

    public int ColumnCount => (int)Native.ChunkColumnCount(Pointer);

    private nint Pointer => _chunk != 0 ? _chunk : throw new ObjectDisposedException(nameof(DataChunk));

    public nint Vector(int column) => Native.ChunkVector(Pointer, (ulong)column);

    /// <summary>Whether a value of a top-level vector is there and not null.</summary>
    public static bool IsValid(ulong* validity, long row) => validity is null || (validity[row >> 6] >> (int)(row & 63) & 1) != 0;

    /// <summary>A copy that shares no memory with this chunk.</summary>
    /// <param name="types">The columns' types.</param>
    public DataChunk Copy(IReadOnlyList<DuckType> types)
    {
        nint[] native = [.. types.Select(t => t.Make())];
        try
        {
            DataChunk copy = Create(native);
            int[] all = [.. Enumerable.Range(0, Count)];
            for (int i = 0; i < native.Length; i++)
            {
                CopyRows(i, 0, all, copy.Vector(i));
            }

            copy.Count = Count;
            return copy;
        }
        finally
        {
            for (int i = 0; i < native.Length; i++)
            {
                Native.DestroyLogicalType(ref native[i]);
            }
        }
    }

    /// <summary>Copies rows of a column of this chunk to the start of a vector, whatever the type.</summary>
    /// <param name="column">The column.</param>
    /// <param name="firstRow">What the rows are counted from.</param>
    /// <param name="numbers">The rows, in the order in which they are to stand there.</param>
    /// <param name="to">The vector.</param>
    public void CopyRows(int column, int firstRow, ReadOnlySpan<int> numbers, nint to)
    {
        nint selection = Native.CreateSelection((ulong)numbers.Length);
        try
        {
            uint* rows = Native.SelectionData(selection);
            for (int i = 0; i < numbers.Length; i++)
            {
                rows[i] = (uint)(firstRow + numbers[i]);
            }

            Native.CopySelected(Vector(column), to, selection, (ulong)numbers.Length, 0, 0);
        }
        finally
        {
            Native.DestroySelection(selection);
        }
    }

    /// <summary>Another reference to this chunk.</summary>
    public DataChunk Share()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    /// <summary>Gives one reference back.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            Native.DestroyDataChunk(ref _chunk);
            GC.SuppressFinalize(this);
        }
    }
}
