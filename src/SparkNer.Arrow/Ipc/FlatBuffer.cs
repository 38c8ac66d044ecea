using System.Buffers.Binary;

namespace SparkNer.Arrow.Ipc;

/// <summary>Checked reads of a FlatBuffer's bytes.</summary>
internal static class FlatBuffer
{
    /// <summary>A position that has so many bytes behind it.</summary>
    public static int Checked(ReadOnlySpan<byte> data, long position, long length)
    {
        if (position < 0 || length < 0 || position + length > data.Length)
        {
            throw Damaged(position);
        }

        return (int)position;
    }

    public static int UInt16(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadUInt16LittleEndian(data[Checked(data, position, 2)..]);

    public static int Int32(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadInt32LittleEndian(data[Checked(data, position, 4)..]);

    /// <summary>Where the forward offset at a position leads.</summary>
    public static int Follow(ReadOnlySpan<byte> data, int position)
    {
        uint offset = (uint)Int32(data, position);
        return Checked(data, position + (long)offset, 4);
    }

    public static ArrowFormatException Damaged(long position) => new($"the metadata is damaged near its byte {position}");
}
