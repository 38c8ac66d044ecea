using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SparkNer.Spark.Worker.Wire;

/// <summary>Reads what Java's <c>DataOutputStream</c> writes: big-endian numbers, texts and byte arrays behind their length.</summary>
/// <remarks>Every read says what it reads, so that an error can name it. Lengths are believed only up to a limit, and memory grows with what has really come.</remarks>
internal sealed class WireReader(Stream stream)
{
    private const int Step = 64 * 1024;

    private readonly byte[] _number = new byte[8];

    /// <summary>Where the bytes come from, for parts that another reader takes over.</summary>
    public Stream Stream { get; } = stream;

    public bool Bool(string what)
    {
        Fill(_number.AsSpan(0, 1), what);
        return _number[0] switch
        {
            0 => false,
            1 => true,
            byte other => throw new WireException(string.Create(CultureInfo.InvariantCulture, $"{what}: {other} is neither 0 nor 1")),
        };
    }

    public int Int(string what)
    {
        Fill(_number.AsSpan(0, 4), what);
        return BinaryPrimitives.ReadInt32BigEndian(_number);
    }

    public long Long(string what)
    {
        Fill(_number, what);
        return BinaryPrimitives.ReadInt64BigEndian(_number);
    }

    /// <summary>The number of entries that follow.</summary>
    public int Count(string what) => Length(what, WireLimits.Entries);

    public string Utf(string what, int limit = WireLimits.TextBytes) => Encoding.UTF8.GetString(Blob(what, limit));

    public byte[] Blob(string what, int limit)
    {
        int length = Length(what, limit);
        byte[] bytes = new byte[Math.Min(length, Step)];
        Fill(bytes, what);
        for (int done = bytes.Length; done < length;)
        {
            // Room for what has come once more: a length that lies costs nothing.
            int next = (int)Math.Min(length, done * 2L);
            Array.Resize(ref bytes, next);
            Fill(bytes.AsSpan(done), what);
            done = next;
        }

        return bytes;
    }

    /// <summary>Reads raw bytes.</summary>
    public void Fill(Span<byte> bytes, string what)
    {
        try
        {
            Stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException e)
        {
            throw new WireException($"{what}: the frame ends within it", e);
        }
    }

    private int Length(string what, int limit)
    {
        int length = Int(what);
        return length >= 0 && length <= limit
            ? length
            : throw new WireException(string.Create(CultureInfo.InvariantCulture, $"{what}: length {length} is not within 0 to {limit}"));
    }
}
