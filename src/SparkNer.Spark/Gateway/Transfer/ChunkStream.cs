using System.Buffers.Binary;

namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>Writes to the JVM in chunks, each after its length, with -1 after the last: how a broadcast reaches a JVM that keeps it encrypted.</summary>
internal sealed class ChunkStream(Stream stream) : Stream
{
    private readonly byte[] _chunk = new byte[256 * 1024];
    private int _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_length == _chunk.Length)
            {
                Send();
            }

            int part = Math.Min(buffer.Length, _chunk.Length - _length);
            buffer[..part].CopyTo(_chunk.AsSpan(_length));
            _length += part;
            buffer = buffer[part..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Sends the last chunk and the end mark; the underlying stream stays open.</summary>
    public void Complete()
    {
        Send();
        WriteLength(-1);
        stream.Flush();
    }

    // Chunks go out when they are full.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Send()
    {
        if (_length > 0)
        {
            WriteLength(_length);
            stream.Write(_chunk, 0, _length);
            _length = 0;
        }
    }

    private void WriteLength(int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        stream.Write(bytes);
    }
}
