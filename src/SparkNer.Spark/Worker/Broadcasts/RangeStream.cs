namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>A read-only stream over bytes that can be read at any position.</summary>
/// <param name="length">The number of bytes.</param>
/// <param name="read">Reads them.</param>
/// <param name="end">Called once, when the stream is disposed.</param>
internal sealed class RangeStream(long length, RangeStream.ReadAt read, Action? end = null) : Stream
{
    private long _position;
    private Action? _end = end;

    /// <summary>Reads some bytes from a position on: at least one if there are any.</summary>
    public delegate int ReadAt(Span<byte> buffer, long position);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        long left = length - _position;
        if (left <= 0 || buffer.IsEmpty)
        {
            return 0;
        }

        int count = read(buffer[..(int)Math.Min(buffer.Length, left)], _position);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Interlocked.Exchange(ref _end, null)?.Invoke();
        base.Dispose(disposing);
    }
}
