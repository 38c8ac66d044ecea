using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Spark.Tests.Support;

/// <summary>Writes as Java's <c>DataOutputStream</c> does; the tests' own, so that reader and writer cannot agree on the same mistake.</summary>
internal sealed class JavaWriter
{
    private readonly MemoryStream _bytes = new();

    public Stream Stream => _bytes;

    public JavaWriter Bool(bool value)
    {
        _bytes.WriteByte(value ? (byte)1 : (byte)0);
        return this;
    }

    public JavaWriter Int(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Raw(bytes);
    }

    public JavaWriter Long(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Raw(bytes);
    }

    public JavaWriter Utf(string text) => Blob(Encoding.UTF8.GetBytes(text));

    public JavaWriter Blob(byte[] bytes) => Int(bytes.Length).Raw(bytes);

    public JavaWriter Raw(byte[] bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public JavaWriter Pairs(IReadOnlyCollection<KeyValuePair<string, string>> pairs)
    {
        Int(pairs.Count);
        foreach ((string key, string value) in pairs)
        {
            Utf(key).Utf(value);
        }

        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();
}
