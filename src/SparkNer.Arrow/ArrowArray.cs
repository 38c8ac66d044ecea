using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SparkNer.Arrow;

/// <summary>A column's values: a window of rows over shared buffers.</summary>
/// <remarks>
/// Immutable; safe to read from several threads. The buffers are little-endian, as the format and the machine have them. Rows are counted from the window's
/// start. An array that owns pooled memory gives it back when it is disposed; slices and children of another array own nothing and must not outlive their owner.
/// </remarks>
public sealed class ArrowArray : IDisposable
{
    private readonly IDisposable? _owner;

    /// <summary>Makes an array over buffers.</summary>
    /// <param name="type">The type.</param>
    /// <param name="length">The number of rows.</param>
    /// <param name="validity">A bit a row, 1 = not null, from bit <paramref name="offset"/> on; empty if no row is null.</param>
    /// <param name="buffers">The type's other buffers: values; or offsets and values; none for structs and fixed-size lists.</param>
    /// <param name="children">The children's arrays.</param>
    /// <param name="offset">The window's first row within the buffers.</param>
    /// <param name="owner">What gives the buffers back; null if they belong to somebody else.</param>
    public ArrowArray(
        ArrowType type,
        int length,
        ReadOnlyMemory<byte> validity,
        IReadOnlyList<ReadOnlyMemory<byte>> buffers,
        IReadOnlyList<ArrowArray>? children = null,
        int offset = 0,
        IDisposable? owner = null)
    {
        Type = type;
        Length = length;
        Validity = validity;
        Buffers = buffers;
        Children = children ?? [];
        Offset = offset;
        _owner = owner;
    }

    /// <summary>The type.</summary>
    public ArrowType Type { get; }

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>The window's first row within the buffers.</summary>
    public int Offset { get; }

    /// <summary>A bit a row of the buffers, 1 = not null; empty if no row is null.</summary>
    public ReadOnlyMemory<byte> Validity { get; }

    /// <summary>The type's buffers without the validity, whole: rows start at <see cref="Offset"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Buffers { get; }

    /// <summary>The children, whole: this array's rows start at <see cref="Offset"/> (struct) or where the offsets say (list, map).</summary>
    public IReadOnlyList<ArrowArray> Children { get; }

    /// <summary>How many rows of the window are null.</summary>
    public int NullCount
    {
        get
        {
            if (Type is ArrowType.Null)
            {
                return Length;
            }

            return Validity.IsEmpty ? 0 : Length - BitRange.CountOnes(Validity.Span, Offset, Length);
        }
    }

    /// <summary>Whether a row is null.</summary>
    public bool IsNull(int row)
    {
        int at = At(row);
        return Type is ArrowType.Null || (!Validity.IsEmpty && (Validity.Span[at >> 3] & (1 << (at & 7))) == 0);
    }

    /// <summary>A fixed-width value of a row; anything for a null row.</summary>
    /// <typeparam name="T">A type of the values' exact width.</typeparam>
    public T Value<T>(int row)
        where T : unmanaged => MemoryMarshal.Read<T>(Buffers[0].Span.Slice(At(row) * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>()));

    /// <summary>A boolean row's value; anything for a null row.</summary>
    public bool Bit(int row)
    {
        int at = At(row);
        return (Buffers[0].Span[at >> 3] & (1 << (at & 7))) != 0;
    }

    /// <summary>The bytes of a row of text or binary, without copying; empty for a null row.</summary>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        if (IsNull(row))
        {
            return default;
        }

        if (Type is ArrowType.FixedSizeBinary { ByteWidth: int width })
        {
            return Buffers[0].Span.Slice(At(row) * width, width);
        }

        (long start, long length) = Range(row);
        return Buffers[1].Span.Slice(checked((int)start), checked((int)length));
    }

    /// <summary>A row of text; null for a null row. What is not UTF-8 becomes U+FFFD.</summary>
    public string? Text(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(Bytes(row));

    /// <summary>Where a list's or map's elements lie in child 0, or a text's bytes in the values; of a null row too, whose range need not be empty.</summary>
    public (long Start, long Length) Range(int row)
    {
        int at = At(row);
        if (Type is ArrowType.FixedSizeList { Size: int size })
        {
            return ((long)at * size, size);
        }

        ReadOnlySpan<byte> offsets = Buffers[0].Span;
        if (Type is ArrowType.Utf8 { IsLarge: true } or ArrowType.Binary { IsLarge: true } or ArrowType.List { IsLarge: true })
        {
            long start = BinaryPrimitives.ReadInt64LittleEndian(offsets[(at * 8)..]);
            return (start, BinaryPrimitives.ReadInt64LittleEndian(offsets[((at + 1) * 8)..]) - start);
        }

        int first = BinaryPrimitives.ReadInt32LittleEndian(offsets[(at * 4)..]);
        return (first, BinaryPrimitives.ReadInt32LittleEndian(offsets[((at + 1) * 4)..]) - first);
    }

    /// <summary>A window of this array: the same buffers, nothing is copied or owned.</summary>
    public ArrowArray Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (long)length, Length);
        return new ArrowArray(Type, length, Validity, Buffers, Children, Offset + start);
    }

    /// <summary>A struct's field over this array's window.</summary>
    public ArrowArray Field(int index) => Children[index].Slice(Offset, Length);

    /// <summary>Gives owned memory back. The array must not be read afterwards.</summary>
    public void Dispose() => _owner?.Dispose();

    private int At(int row)
    {
        if ((uint)row >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The array has {Length} rows.");
        }

        return Offset + row;
    }
}
