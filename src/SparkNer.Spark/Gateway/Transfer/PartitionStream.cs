using SparkNer.Arrow;

namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>Makes one Arrow stream of a schema and of batches that the JVM sends partition by partition, each batch after its length, each partition when it is asked for.</summary>
internal sealed class PartitionStream : Stream
{
    private const int EndOfPartition = -1;

    private static ReadOnlySpan<byte> EndOfStream => [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    private readonly JvmServer _server;
    private Stream _current;
    private int _left;
    private bool _inPartition;
    private bool _ended;

    /// <summary>A stream that has asked for nothing yet.</summary>
    public PartitionStream(JvmServer server, ArrowSchema schema)
    {
        _server = server;
        var head = new MemoryStream();
        new ArrowStreamWriter(head, schema).WriteSchema();
        head.Position = 0;
        (_current, _left) = (head, (int)head.Length);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || (_left == 0 && !Advance()))
        {
            return 0;
        }

        int read = _current.Read(buffer[..Math.Min(buffer.Length, _left)]);
        if (read == 0)
        {
            throw new EndOfStreamException("the JVM's data server ended in the middle of a batch");
        }

        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Tells the JVM that no more is wanted.</summary>
    public void Stop()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        try
        {
            _server.WriteInt32(0);
        }
        catch (IOException)
        {
            // It has stopped already.
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // To the next batch; at the end to the mark that ends an Arrow stream, and then to nothing.
    private bool Advance()
    {
        if (_ended)
        {
            return false;
        }

        while (true)
        {
            if (!_inPartition && !NextPartition())
            {
                _ended = true;
                (_current, _left) = (new MemoryStream(EndOfStream.ToArray()), EndOfStream.Length);
                return true;
            }

            int length = _server.ReadInt32();
            if (length > 0)
            {
                (_current, _left) = (_server.Input, length);
                return true;
            }

            if (length is not (0 or EndOfPartition))
            {
                throw new IOException($"the JVM's data server sent the length {length}");
            }

            _inPartition = length == 0;
        }
    }

    private bool NextPartition()
    {
        _server.WriteInt32(1);
        return _server.ReadInt32() switch
        {
            1 => _inPartition = true,
            0 => false,
            _ => throw new IOException("the partition's job failed"),
        };
    }
}
