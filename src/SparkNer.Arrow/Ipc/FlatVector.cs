using System.Buffers.Binary;

namespace SparkNer.Arrow.Ipc;

/// <summary>A vector of a FlatBuffer, read in place; its bounds have been checked.</summary>
internal readonly ref struct FlatVector(ReadOnlySpan<byte> data, int start, int count, int width)
{
    private readonly ReadOnlySpan<byte> _data = data;

    public int Count => count;

    public ReadOnlySpan<byte> Bytes => _data.Slice(start, count * width);

    /// <summary>The table that an element leads to.</summary>
    public FlatTable Table(int index) => FlatTable.At(_data, start + (index * width));

    /// <summary>A number within an element that is a struct.</summary>
    public long Int64(int index, int offset) => BinaryPrimitives.ReadInt64LittleEndian(Bytes[((index * width) + offset)..]);
}
