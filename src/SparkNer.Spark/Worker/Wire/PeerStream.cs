using System.Net.Sockets;

namespace SparkNer.Spark.Worker.Wire;

/// <summary>A socket as a stream that tells its own failures from everybody else's: whatever goes wrong with it, the end included, is a <see cref="PeerGoneException"/>.</summary>
/// <remarks>Without this a function that fails to read a file would look like a peer that went away, and be silent. Does not own the socket.</remarks>
internal sealed class PeerStream(Socket socket) : Stream
{
    private long _lastWrite = Environment.TickCount64;

    /// <summary>When something was last sent, by <see cref="Environment.TickCount64"/>.</summary>
    public long LastWrite
    {
        get => Volatile.Read(ref _lastWrite);
        set => Volatile.Write(ref _lastWrite, value);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            int read = socket.Receive(buffer);
            return read > 0 ? read : throw new PeerGoneException("the other end closed the connection");
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new PeerGoneException("the connection broke while reading", e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            while (!buffer.IsEmpty)
            {
                buffer = buffer[socket.Send(buffer)..];
                LastWrite = Environment.TickCount64;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new PeerGoneException("the connection broke while writing", e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
