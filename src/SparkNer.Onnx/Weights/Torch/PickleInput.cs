using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Onnx.Weights.Torch;

/// <summary>Takes numbers and texts off the bytes of a pickle.</summary>
internal ref struct PickleInput(ReadOnlySpan<byte> bytes)
{
    private const int MaxTextBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes were taken.</summary>
    public int Position { get; private set; }

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw new PickleEndException();
        }

        Position += count;
        return _bytes.Slice(Position - count, count);
    }

    /// <summary>The next byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A number of 16 bits.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    /// <summary>A number of 32 bits.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A number of 64 bits.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A floating-point number, the only one with its largest byte first.</summary>
    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>Bytes after their number.</summary>
    public ReadOnlySpan<byte> Counted(ulong count) =>
        count <= MaxTextBytes ? Take((int)count) : throw new InvalidDataException($"its pickle has a text or number of {count} bytes, which no model has");

    /// <summary>A text after its number of bytes.</summary>
    public string Text(ulong count) => Decode(Counted(count));

    /// <summary>A text up to the end of its line.</summary>
    public string Line()
    {
        int length = _bytes[Position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw new PickleEndException();
        }

        string text = Text((ulong)length);
        Position++;
        return text;
    }

    private static string Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("its pickle has a text that is not UTF-8", e);
        }
    }
}
