using System.Text;

namespace SparkNer.Onnx.Protobuf;

/// <summary>A protobuf message being written: fields in the order in which they are added.</summary>
internal sealed class ProtoMessage
{
    private readonly MemoryStream _bytes = new();

    /// <summary>The content so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.GetBuffer().AsMemory(0, (int)_bytes.Length);

    public ProtoMessage Int(int field, long value)
    {
        Varint((ulong)(uint)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        Varint(((ulong)(uint)field << 3) | 5);
        _bytes.Write(BitConverter.GetBytes(value));
        return this;
    }

    public ProtoMessage Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Message(int field, ProtoMessage value) => Raw(field, value.Bytes.Span);

    public ProtoMessage Raw(int field, ReadOnlySpan<byte> value)
    {
        BytesHeader(field, value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Begins a field of so many bytes, which the caller writes elsewhere.</summary>
    public ProtoMessage BytesHeader(int field, long length)
    {
        Varint(((ulong)(uint)field << 3) | 2);
        Varint((ulong)length);
        return this;
    }

    /// <summary>Appends another message's fields as they are.</summary>
    public ProtoMessage Append(ProtoMessage fields)
    {
        _bytes.Write(fields.Bytes.Span);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
