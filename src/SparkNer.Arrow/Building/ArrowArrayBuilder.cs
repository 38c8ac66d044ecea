namespace SparkNer.Arrow;

/// <summary>Collects the rows of one array in pooled buffers that already have their final form.</summary>
/// <remarks>Not thread-safe. <see cref="Finish"/> hands the buffers to the array and leaves the builder empty and usable; disposing a builder that was not finished gives them back.</remarks>
public abstract class ArrowArrayBuilder : IDisposable
{
    private PooledBytes? _validity;

    private protected ArrowArrayBuilder(ArrowType type) => Type = type;

    /// <summary>The type of the array.</summary>
    public ArrowType Type { get; }

    /// <summary>The number of rows so far.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a null row.</summary>
    public void AppendNull()
    {
        AppendEmpty();
        _validity ??= AllValid(Length);
        AddBit(_validity, Length, false);
        Length++;
    }

    /// <summary>The rows so far as an array that owns its buffers.</summary>
    /// <exception cref="InvalidOperationException">A child's builder has values that no row was ended over.</exception>
    public ArrowArray Finish()
    {
        CheckChildren();
        var owned = new List<IDisposable>();
        ReadOnlyMemory<byte> validity = default;
        if (_validity is { } bits)
        {
            validity = bits.Memory;
            owned.Add(bits);
        }

        ArrowArray array = FinishCore(Length, validity, owned);
        _validity = null;
        Length = 0;
        return array;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _validity?.Dispose();
        _validity = null;
        Length = 0;
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds a row that is not null and that nobody reads: what a field that may not be null holds where its struct is null.</summary>
    internal void AppendPlaceholder()
    {
        AppendEmpty();
        Added();
    }

    /// <summary>Counts a row that is not null.</summary>
    private protected void Added()
    {
        if (_validity is { } bits)
        {
            AddBit(bits, Length, true);
        }

        Length++;
    }

    /// <summary>Sees to it that no child holds values of a row that was not ended.</summary>
    private protected virtual void CheckChildren()
    {
    }

    /// <summary>Adds what a null row has in the buffers.</summary>
    private protected abstract void AppendEmpty();

    /// <summary>Makes the array; what it owns goes to <paramref name="owned"/>, and the builder starts anew.</summary>
    private protected abstract ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned);

    /// <summary>Gives buffers back.</summary>
    private protected abstract void Release();

    private protected static void AddBit(PooledBytes bits, int index, bool value)
    {
        if ((index & 7) == 0)
        {
            bits.Extend(1)[0] = 0;
        }

        if (value)
        {
            bits.Written[index >> 3] |= (byte)(1 << (index & 7));
        }
    }

    private static PooledBytes AllValid(int length)
    {
        var bits = new PooledBytes();
        bits.Extend((length + 7) / 8).Fill(0xFF);
        if ((length & 7) != 0)
        {
            bits.Written[length >> 3] = (byte)((1 << (length & 7)) - 1);
        }

        return bits;
    }

    /// <summary>Gives several things back as one.</summary>
    private protected sealed class Owners(List<IDisposable> owners) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable owner in owners)
            {
                owner.Dispose();
            }
        }
    }
}
