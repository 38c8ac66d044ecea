using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SparkNer.Arrow.Ipc;

/// <summary>A batch's nodes and buffers as they are to be written: windows cut out of their buffers, which are copied only where bits or offsets must move.</summary>
internal sealed class BodyPlan : IDisposable
{
    private readonly List<PooledBytes> _copies = [];

    /// <summary>Rows and nulls of each field, parents before children.</summary>
    public List<(long Length, long NullCount)> Nodes { get; } = [];

    /// <summary>Each buffer's place in the body and its length, without the padding.</summary>
    public List<(long Offset, long Length)> Buffers { get; } = [];

    /// <summary>The buffers' bytes.</summary>
    public List<ReadOnlyMemory<byte>> Parts { get; } = [];

    /// <summary>The body's length, padding included.</summary>
    public long BodyLength { get; private set; }

    public void Add(ArrowArray array)
    {
        int nulls = array.NullCount;
        Nodes.Add((array.Length, nulls));
        if (array.Type is ArrowType.Null)
        {
            return;
        }

        AddPart(nulls == 0 ? default : Bits(array.Validity, array.Offset, array.Length));
        switch (array.Type)
        {
            case ArrowType.Struct:
                foreach (ArrowArray child in array.Children)
                {
                    Add(child.Slice(array.Offset, array.Length));
                }

                break;
            case ArrowType.FixedSizeList list:
                Add(array.Children[0].Slice(checked(array.Offset * list.Size), checked(array.Length * list.Size)));
                break;
            case ArrowType.List or ArrowType.Map:
                (long start, long count) = Offsets(array);
                Add(array.Children[0].Slice(checked((int)start), checked((int)count)));
                break;
            case ArrowType.Utf8 or ArrowType.Binary:
                (long first, long bytes) = Offsets(array);
                AddPart(array.Buffers[1].Slice(checked((int)first), checked((int)bytes)));
                break;
            case ArrowType.Bool:
                AddPart(Bits(array.Buffers[0], array.Offset, array.Length));
                break;
            default:
                int width = TypeLayout.FixedWidth(array.Type);
                AddPart(array.Buffers[0].Slice(checked(array.Offset * width), checked(array.Length * width)));
                break;
        }
    }

    /// <summary>Empties the plan for the next batch.</summary>
    public void Dispose()
    {
        _copies.ForEach(c => c.Dispose());
        _copies.Clear();
        Nodes.Clear();
        Buffers.Clear();
        Parts.Clear();
        BodyLength = 0;
    }

    private void AddPart(ReadOnlyMemory<byte> part)
    {
        Buffers.Add((BodyLength, part.Length));
        Parts.Add(part);
        BodyLength += (part.Length + 7L) & ~7L;
    }

    private Span<byte> Copy(int length, out ReadOnlyMemory<byte> memory)
    {
        var copy = new PooledBytes();
        _copies.Add(copy);
        Span<byte> bytes = copy.Extend(length);
        memory = copy.Memory;
        return bytes;
    }

    private ReadOnlyMemory<byte> Bits(ReadOnlyMemory<byte> bits, int start, int length)
    {
        if ((start & 7) == 0 && (length & 7) == 0)
        {
            return bits.Slice(start / 8, length / 8);
        }

        BitRange.Copy(bits.Span, start, length, Copy((length + 7) / 8, out ReadOnlyMemory<byte> copy));
        return copy;
    }

    // Adds offsets that begin at 0.
    private (long Start, long Length) Offsets(ArrowArray array)
    {
        int width = TypeLayout.OffsetWidth(array.Type);
        if (array.Length == 0)
        {
            Copy(width, out ReadOnlyMemory<byte> zero).Clear();
            AddPart(zero);
            return (0, 0);
        }

        ReadOnlyMemory<byte> offsets = array.Buffers[0].Slice(array.Offset * width, (array.Length + 1) * width);
        (long start, long end) = (At(offsets.Span, 0, width), At(offsets.Span, array.Length, width));
        if (start != 0)
        {
            Span<byte> moved = Copy(offsets.Length, out ReadOnlyMemory<byte> copy);
            Move(offsets.Span, moved, width, start);
            offsets = copy;
        }

        AddPart(offsets);
        return (start, end - start);
    }

    private static void Move(ReadOnlySpan<byte> from, Span<byte> to, int width, long by)
    {
        if (width == 4)
        {
            ReadOnlySpan<int> narrow = MemoryMarshal.Cast<byte, int>(from);
            Span<int> narrowTo = MemoryMarshal.Cast<byte, int>(to);
            for (int i = 0; i < narrow.Length; i++)
            {
                narrowTo[i] = narrow[i] - (int)by;
            }

            return;
        }

        ReadOnlySpan<long> wide = MemoryMarshal.Cast<byte, long>(from);
        Span<long> wideTo = MemoryMarshal.Cast<byte, long>(to);
        for (int i = 0; i < wide.Length; i++)
        {
            wideTo[i] = wide[i] - by;
        }
    }

    private static long At(ReadOnlySpan<byte> offsets, int index, int width) => width == 4
        ? BinaryPrimitives.ReadInt32LittleEndian(offsets[(index * 4)..])
        : BinaryPrimitives.ReadInt64LittleEndian(offsets[(index * 8)..]);
}
