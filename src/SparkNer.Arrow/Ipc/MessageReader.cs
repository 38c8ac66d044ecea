using System.Buffers.Binary;

namespace SparkNer.Arrow.Ipc;

/// <summary>Takes a stream apart into messages, and never reads a byte beyond the one that is asked for.</summary>
internal sealed class MessageReader(Stream stream, ArrowLimits limits) : IDisposable
{
    private const int Continuation = -1;
    private const int VersionFour = 3;
    private const int VersionFive = 4;

    /// <summary>What to do about a body that is too large.</summary>
    public const string FewerRows = "Send fewer rows at once: Spark's setting is spark.sql.execution.arrow.maxRecordsPerBatch";

    private readonly PooledBytes _metadata = new();

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; private set; }

    /// <summary>How many bytes the message's metadata has.</summary>
    public int MetadataLength => _metadata.Length;

    /// <summary>The table that <see cref="Kind"/> names. Valid until the next message.</summary>
    public FlatTable Header => Message.TryTable(Slots.Message.Header, out FlatTable header)
        ? header
        : throw new ArrowFormatException("the metadata has no header");

    /// <summary>How many bytes follow the metadata.</summary>
    public long BodyLength { get; private set; }

    private FlatTable Message => FlatTable.Root(_metadata.Memory.Span);

    /// <summary>Reads the next message's metadata.</summary>
    /// <returns>False at the end-of-stream mark.</returns>
    public bool Next()
    {
        int length = ReadInt32("length");
        if (length == Continuation)
        {
            length = ReadInt32("length");
        }

        if (length == 0)
        {
            return false;
        }

        if (length < 0 || length > limits.MaxMetadataBytes)
        {
            throw new ArrowFormatException($"the metadata is to have {length} bytes; at most {limits.MaxMetadataBytes} are read. Is this an Arrow stream?");
        }

        _metadata.Shorten(0);
        Read(_metadata.Extend(length), "metadata");
        FlatTable message = Message;
        int version = message.Int16(Slots.Message.Version, 0);
        if (version is not (VersionFour or VersionFive))
        {
            throw new ArrowFormatException($"the metadata has version V{version + 1}; V4 and V5 are read");
        }

        Kind = (MessageKind)message.Byte(Slots.Message.HeaderKind, 0);
        BodyLength = message.Int64(Slots.Message.BodyLength, 0);
        if (BodyLength < 0 || BodyLength > Math.Min(limits.MaxBodyBytes, Array.MaxLength))
        {
            throw new ArrowFormatException($"the body is to have {BodyLength} bytes; at most {Math.Min(limits.MaxBodyBytes, Array.MaxLength)} are read. {FewerRows}");
        }

        return true;
    }

    /// <summary>Reads the message's body.</summary>
    public PooledBytes ReadBody()
    {
        PooledBytes body = PooledBody.Rent(BodyLength);
        try
        {
            Read(body.Written, "body");
        }
        catch
        {
            body.Dispose();
            throw;
        }

        return body;
    }

    public void Dispose() => _metadata.Dispose();

    private int ReadInt32(string what)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes, what);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private void Read(Span<byte> target, string what)
    {
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
        {
            throw new ArrowFormatException($"the stream is cut off: {read} of the {target.Length} bytes of the {what}");
        }
    }
}
