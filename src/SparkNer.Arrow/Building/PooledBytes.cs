using System.Buffers;

namespace SparkNer.Arrow;

/// <summary>Growing bytes from the shared pool; very large ones come from the heap, where nobody keeps them afterwards.</summary>
internal sealed class PooledBytes : IDisposable
{
    // The pool would keep an array of the next power of two for each, long after the one huge batch.
    private const int MaxPooled = 32 * 1024 * 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Room for more bytes at the end, which become part of the content; not cleared.</summary>
    /// <exception cref="OverflowException">An array cannot hold so much; nothing was added.</exception>
    public Span<byte> Extend(int count)
    {
        long sum = (long)Length + count;
        if (sum > Array.MaxLength)
        {
            throw new OverflowException($"An array's buffer would have {sum} bytes; it holds at most {Array.MaxLength}.");
        }

        int length = (int)sum;
        if (length > _bytes.Length)
        {
            Grow(length);
        }

        Span<byte> room = _bytes.AsSpan(Length, count);
        Length = length;
        return room;
    }

    /// <summary>Takes the last bytes back.</summary>
    public void Shorten(int length) => Length = length;

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        Length = 0;
        GiveBack(bytes);
    }

    private static void GiveBack(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= MaxPooled)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow(int length)
    {
        int size = (int)Math.Min(Math.Max(length, Math.Max(256L, _bytes.Length * 2L)), Array.MaxLength);
        byte[] larger = size <= MaxPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        GiveBack(_bytes);
        _bytes = larger;
    }
}
