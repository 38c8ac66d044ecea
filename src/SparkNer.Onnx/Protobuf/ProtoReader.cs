using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Onnx.Protobuf;

/// <summary>Reads protobuf's wire format from a seekable stream of any size; what is skipped is not read.</summary>
/// <remarks>
/// Every length is checked against the message that it lies in, so hostile input costs no more memory than its own strings, and those have a limit. All errors
/// are
/// <see cref="InvalidDataException"/>. Not thread-safe; does not own the stream.
/// </remarks>
internal sealed class ProtoReader
{
    // Names take kilobytes in real models.
    private const int MaxStringBytes = 1 << 20;
    private const long MaxTotalStringBytes = 64L << 20;

    // Each becomes an object: without a limit, two bytes of a hostile file could cost a hundred.
    private const int MaxItems = 4_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _at;
    private int _filled;
    private long _bufferStart;
    private long _stringBytes;
    private int _items;

    public ProtoReader(Stream stream)
    {
        _stream = stream;
        Length = stream.Length;
        _stream.Position = 0;
    }

    /// <summary>The stream's length in bytes: the end of the outermost message.</summary>
    public long Length { get; }

    /// <summary>The next byte's place in the stream.</summary>
    public long Position => _bufferStart + _at;

    /// <summary>The next field of a message that ends at <paramref name="end"/>; false at its end.</summary>
    public bool TryReadTag(long end, out int field, out WireType type)
    {
        if (Position >= end)
        {
            field = 0;
            type = WireType.Varint;
            return false;
        }

        ulong tag = ReadVarint(end);
        field = (int)(tag >> 3);
        type = (WireType)(tag & 7);
        if (tag > uint.MaxValue || field == 0)
        {
            throw Corrupt("a field without a number");
        }

        if (type is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32))
        {
            throw Corrupt($"a field of unknown kind ({(int)type})");
        }

        return true;
    }

    /// <summary>A varint that ends at <paramref name="end"/> at the latest.</summary>
    public ulong ReadVarint(long end)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = ReadByte(end);
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Corrupt("a number of more than ten bytes");
    }

    /// <summary>A number of four bytes.</summary>
    public float ReadSingle(long end)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (ref byte next in bytes)
        {
            next = ReadByte(end);
        }

        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    /// <summary>The end of the length-delimited value that begins with its length here.</summary>
    public long ReadEnd(long end) => ++_items <= MaxItems ? ReadEndOfSkipped(end) : throw Corrupt($"more than {MaxItems} parts");

    /// <summary>A string.</summary>
    public string ReadString(long end)
    {
        long stop = ReadEnd(end);
        long length = stop - Position;
        _stringBytes += length;
        if (length > MaxStringBytes || _stringBytes > MaxTotalStringBytes)
        {
            throw Corrupt($"names of {_stringBytes} bytes");
        }

        byte[] bytes = new byte[length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = ReadByte(stop);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"a name that is not UTF-8 before byte {Position}", e);
        }
    }

    /// <summary>Where a length-delimited field lies whose tag, at <paramref name="fieldStart"/>, has been read.</summary>
    public ByteSpan ReadSpan(long fieldStart, long end)
    {
        long stop = ReadEnd(end);
        return new ByteSpan(fieldStart, Position, stop);
    }

    /// <summary>A message of a key (field 1) and a value (field 2) that ends at <paramref name="end"/>.</summary>
    public KeyValuePair<string, string> ReadPair(long end)
    {
        string key = "";
        string value = "";
        while (TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    key = ReadString(end);
                    break;
                case (2, WireType.Bytes):
                    value = ReadString(end);
                    break;
                default:
                    Skip(type, end);
                    break;
            }
        }

        return new(key, value);
    }

    /// <summary>Passes over a value of the given kind.</summary>
    public void Skip(WireType type, long end)
    {
        switch (type)
        {
            case WireType.Varint:
                ReadVarint(end);
                break;
            case WireType.Bytes:
                SkipTo(ReadEndOfSkipped(end));
                break;
            default:
                int size = type == WireType.Fixed64 ? 8 : 4;
                if (end - Position < size)
                {
                    throw Corrupt("half a number (the file is cut short or damaged)");
                }

                SkipTo(Position + size);
                break;
        }
    }

    /// <summary>An error at the present place.</summary>
    public InvalidDataException Corrupt(string what) => new($"at byte {Position}: {what}");

    /// <summary>Moves ahead to a place that <see cref="ReadEnd"/> gave.</summary>
    public void SkipTo(long position)
    {
        long ahead = position - _bufferStart;
        if (ahead <= _filled)
        {
            _at = (int)ahead;
            return;
        }

        _stream.Position = position;
        _bufferStart = position;
        _at = 0;
        _filled = 0;
    }

    private long ReadEndOfSkipped(long end)
    {
        ulong length = ReadVarint(end);
        if (length > (ulong)(end - Position))
        {
            throw Corrupt($"a value of {length} bytes where {end - Position} are left (the file is cut short or damaged)");
        }

        return Position + (long)length;
    }

    private byte ReadByte(long end)
    {
        if (Position >= end)
        {
            throw Corrupt("the end in the middle of a value (the file is cut short or damaged)");
        }

        if (_at == _filled)
        {
            _bufferStart += _filled;
            _at = 0;
            _filled = _stream.Read(_buffer, 0, _buffer.Length);
            if (_filled == 0)
            {
                throw Corrupt("the end in the middle of a value (the file became shorter while it was read)");
            }
        }

        return _buffer[_at++];
    }
}
