using System.Buffers;

namespace SparkNer.Files.Reading;

/// <summary>Consecutive lines of a file in one buffer from the pool.</summary>
internal sealed class LineBlock(byte[] buffer, int[] starts, int[] lengths, int count, long firstNumber) : IDisposable
{
    private byte[]? _buffer = buffer;

    /// <summary>The number of lines.</summary>
    public int Count { get; } = count;

    /// <summary>The first line's number in the file, from 1.</summary>
    public long FirstNumber { get; } = firstNumber;

    /// <summary>A line without its end (LF or CR LF).</summary>
    public ReadOnlySpan<byte> this[int line] =>
        (_buffer ?? throw new ObjectDisposedException(nameof(RowBatch))).AsSpan(starts[line], lengths[line]);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
