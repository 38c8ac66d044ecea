namespace SparkNer.WordPieces.Unicode;

/// <summary>A map from code points to values, 0 where nothing was set: a two-stage table, of which only blocks with a value take room.</summary>
/// <remarks>Filled once, then read by many threads.</remarks>
internal sealed class CodePointMap<T>
    where T : unmanaged
{
    private const int BlockBits = 7;
    private const int BlockSize = 1 << BlockBits;

    private readonly ushort[] _blocks = new ushort[0x110000 >> BlockBits];

    // Block 0 stays empty: it is that of all code points without a value.
    private T[] _values = new T[BlockSize];

    /// <summary>The value of a code point (0 to 0x10FFFF).</summary>
    public T this[int codePoint] => _values[(_blocks[codePoint >> BlockBits] << BlockBits) | (codePoint & (BlockSize - 1))];

    /// <summary>Where a code point's value stands, to be set.</summary>
    public ref T Edit(int codePoint)
    {
        ref ushort block = ref _blocks[codePoint >> BlockBits];
        if (block == 0)
        {
            block = (ushort)(_values.Length >> BlockBits);
            Array.Resize(ref _values, _values.Length + BlockSize);
        }

        return ref _values[(block << BlockBits) | (codePoint & (BlockSize - 1))];
    }
}
