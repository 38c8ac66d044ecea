using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Spark.Worker.Wire;

/// <summary>Writes what Java's <c>DataInputStream</c> reads.</summary>
internal sealed class WireWriter(Stream stream)
{
    public void Int(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Long(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        stream.Write(bytes);
    }

    public void Utf(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Int(bytes.Length);
        stream.Write(bytes);
    }

    public void Flush() => stream.Flush();
}
