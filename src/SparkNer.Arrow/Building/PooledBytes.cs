using System.Buffers;

namespace SparkNer.Arrow;

/// <summary>Growing bytes from the shared pool.</summary>
internal sealed class PooledBytes : IDisposable
{
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
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Grow(int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(length, Math.Max(256L, _bytes.Length * 2L)), Array.MaxLength));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
