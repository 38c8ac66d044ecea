namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>A read-only stream over bytes that can be read at any position.</summary>
internal sealed class RangeStream(long length, RangeStream.ReadAt read) : Stream
{
    private long _position;

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
}
