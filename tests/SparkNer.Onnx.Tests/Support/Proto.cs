using System.Text;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Writes protobuf messages field by field, right or wrong ones.</summary>
internal sealed class Proto
{
    private readonly MemoryStream _bytes = new();

    public static implicit operator byte[](Proto proto) => proto._bytes.ToArray();

    public Proto Varint(int field, long value) => Tag(field, 0).Raw((ulong)value);

    public Proto Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, 2).Raw((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public Proto Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public Proto Message(int field, Proto value) => Bytes(field, (byte[])value);

    public Proto Append(Proto value)
    {
        _bytes.Write((byte[])value);
        return this;
    }

    public Proto Tag(int field, int wireType) => Raw(((ulong)(uint)field << 3) | (uint)wireType);

    public Proto Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
        return this;
    }
}
