using SparkNer.Arrow.Compression;
using SparkNer.Arrow.Ipc;

namespace SparkNer.Arrow;

/// <summary>Reads an Arrow IPC stream: the schema, then batch after batch.</summary>
/// <remarks>
/// Reads to the last byte of the end-of-stream mark and not one further; the underlying stream stays open. It makes small reads for what stands before a body, so
/// the stream should be buffered. Compressed bodies (LZ4, and Zstandard where the machine has its library) are unpacked. What is damaged is an
/// <see cref="ArrowFormatException"/>, after which the reader is of no use; what the underlying stream throws passes through. Not thread-safe.
/// </remarks>
public sealed class ArrowStreamReader : IDisposable
{
    private readonly ArrowLimits _limits;
    private readonly MessageReader _messages;
    private ArrowSchema? _schema;
    private int _batches;
    private bool _ended;
    private bool _broken;

    /// <summary>A reader that has not read anything yet.</summary>
    /// <param name="stream">The stream, which stands where the Arrow stream begins.</param>
    /// <param name="limits">How much the stream may ask for.</param>
    public ArrowStreamReader(Stream stream, ArrowLimits? limits = null)
    {
        _limits = limits ?? ArrowLimits.Default;
        _messages = new MessageReader(stream, _limits);
    }

    /// <summary>The columns. The first use reads the schema message.</summary>
    /// <exception cref="ArrowFormatException">The schema is damaged, cut off or of a kind that is not read.</exception>
    public ArrowSchema Schema => _schema ??= Guarded("schema", ReadSchema);

    /// <summary>Reads the next batch.</summary>
    /// <returns>The batch, which the caller disposes; null at the end-of-stream mark and ever after.</returns>
    /// <exception cref="ArrowFormatException">The batch is damaged or cut off, or the stream ends without its mark.</exception>
    public RecordBatch? ReadBatch()
    {
        ArrowSchema schema = Schema;
        if (_ended)
        {
            return null;
        }

        RecordBatch? batch = Guarded($"record batch {_batches}", () => ReadBatch(schema));
        _ended = batch is null;
        _batches++;
        return batch;
    }

    /// <summary>Gives the reader's own memory back; batches that were read stay as they are, and so does the stream.</summary>
    public void Dispose() => _messages.Dispose();

    private ArrowSchema ReadSchema()
    {
        if (!_messages.Next())
        {
            throw new ArrowFormatException("the stream ends before it");
        }

        if (_messages.Kind != MessageKind.Schema)
        {
            throw new ArrowFormatException($"the stream begins with another message ({_messages.Kind})");
        }

        if (_messages.BodyLength != 0)
        {
            throw new ArrowFormatException($"it has a body of {_messages.BodyLength} bytes");
        }

        return SchemaDecoder.Decode(_messages.Header, _limits, _messages.MetadataLength);
    }

    private RecordBatch? ReadBatch(ArrowSchema schema)
    {
        if (!_messages.Next())
        {
            return null;
        }

        if (_messages.Kind != MessageKind.RecordBatch)
        {
            throw new ArrowFormatException($"another message stands in its place ({_messages.Kind})");
        }

        BatchMetadata metadata = BatchMetadata.Decode(_messages.Header, _messages.BodyLength);
        PooledBytes body = _messages.ReadBody();
        PooledBytes? unpacked = null;
        try
        {
            var buffers = new ReadOnlyMemory<byte>[metadata.Buffers.Length];
            for (int i = 0; i < buffers.Length; i++)
            {
                (long at, long size) = metadata.Buffers[i];
                buffers[i] = size == 0 ? default : body.Memory.Slice((int)at, (int)size);
            }

            if (metadata.Codec != BatchMetadata.Uncompressed)
            {
                unpacked = BodyUnpacker.Unpack(metadata.Codec, buffers, _limits);
            }

            ArrowArray[] columns = ArrayAssembler.Assemble(schema, metadata.Length, metadata.Nodes, buffers);
            return new RecordBatch(metadata.Length, columns, new BatchMemory(body, unpacked));
        }
        catch
        {
            body.Dispose();
            unpacked?.Dispose();
            throw;
        }
    }

    // Says where an error is, and keeps anybody from reading on in the middle of something.
    private T Guarded<T>(string where, Func<T> read)
    {
        if (_broken)
        {
            throw new ArrowFormatException($"{where}: the stream was found damaged before");
        }

        _broken = true;
        try
        {
            T result = read();
            _broken = false;
            return result;
        }
        catch (ArrowFormatException e)
        {
            throw new ArrowFormatException($"{where}: {e.Message}", e.InnerException);
        }
    }

    private sealed class BatchMemory(PooledBytes body, PooledBytes? unpacked) : IDisposable
    {
        public void Dispose()
        {
            body.Dispose();
            unpacked?.Dispose();
        }
    }
}
