namespace SparkNer.Files.DuckDb;

/// <summary>Fills a LIST (or MAP) vector row by row; its child vector grows as needed.</summary>
internal unsafe struct ListVector
{
    private readonly nint _vector;
    private ulong _capacity;

    /// <summary>A list with room for some elements in all.</summary>
    public ListVector(nint vector, int capacity)
    {
        _vector = vector;
        Child = Native.ListChild(vector);
        _capacity = (ulong)Math.Max(capacity, 2048);
        Reserve();
    }

    /// <summary>The child vector. What was read of it (pointers) is stale once <see cref="Begin"/> says that it has moved.</summary>
    public nint Child { get; }

    /// <summary>The elements so far.</summary>
    public long Count { get; private set; }

    /// <summary>Starts a row's list of some elements at the end of the child vector.</summary>
    /// <param name="row">The row.</param>
    /// <param name="length">How many elements it has.</param>
    /// <param name="grown">Whether the child vector has moved.</param>
    /// <returns>The first element's position in the child vector.</returns>
    public long Begin(long row, int length, out bool grown)
    {
        var entries = (ListEntry*)Native.VectorData(_vector);
        entries[row] = new ListEntry { Offset = (ulong)Count, Length = (ulong)length };
        long first = Count;
        Count += length;
        grown = (ulong)Count > _capacity;
        if (grown)
        {
            _capacity = Math.Max((ulong)Count, _capacity * 2);
            Reserve();
        }

        return first;
    }

    /// <summary>All rows are filled.</summary>
    public readonly void End() => _ = Native.SetListSize(_vector, (ulong)Count);

    private readonly void Reserve()
    {
        if (Native.ReserveList(_vector, _capacity) != 0)
        {
            throw new DuckDbException($"DuckDB has no room for a list of {_capacity} elements.");
        }
    }
}
