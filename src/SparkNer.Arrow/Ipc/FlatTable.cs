using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Arrow.Ipc;

/// <summary>A table of a FlatBuffer, read in place. No offset is believed: each is checked against the buffer before it is followed.</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly int _table;
    private readonly int _tableSize;
    private readonly int _vtable;
    private readonly int _vtableSize;

    private FlatTable(ReadOnlySpan<byte> data, int table)
    {
        _data = data;
        _table = table;
        long vtable = (long)table - FlatBuffer.Int32(data, table);
        _vtable = FlatBuffer.Checked(data, vtable, 4);
        _vtableSize = FlatBuffer.UInt16(data, _vtable);
        _tableSize = FlatBuffer.UInt16(data, _vtable + 2);
        if (_vtableSize < 4 || _tableSize < 4)
        {
            throw FlatBuffer.Damaged(_vtable);
        }

        FlatBuffer.Checked(data, _vtable, _vtableSize);
        FlatBuffer.Checked(data, _table, _tableSize);
    }

    public static FlatTable Root(ReadOnlySpan<byte> data) => At(data, 0);

    /// <summary>The table that the offset at a position leads to.</summary>
    public static FlatTable At(ReadOnlySpan<byte> data, int position) => new(data, FlatBuffer.Follow(data, position));

    public bool Has(int slot) => Position(slot, 1) != 0;

    public bool Bool(int slot) => Byte(slot, 0) != 0;

    public byte Byte(int slot, byte fallback) => Position(slot, 1) is not 0 and int at ? _data[at] : fallback;

    public short Int16(int slot, short fallback) => Position(slot, 2) is not 0 and int at ? (short)FlatBuffer.UInt16(_data, at) : fallback;

    public int Int32(int slot, int fallback) => Position(slot, 4) is not 0 and int at ? FlatBuffer.Int32(_data, at) : fallback;

    public long Int64(int slot, long fallback) => Position(slot, 8) is not 0 and int at ? BinaryPrimitives.ReadInt64LittleEndian(_data[at..]) : fallback;

    public bool TryTable(int slot, out FlatTable table)
    {
        int at = Position(slot, 4);
        table = at == 0 ? default : At(_data, at);
        return at != 0;
    }

    /// <summary>The UTF-8 bytes of a string; empty if there is none.</summary>
    public ReadOnlySpan<byte> Utf8(int slot) => Vector(slot, 1).Bytes;

    public string Text(int slot) => Encoding.UTF8.GetString(Utf8(slot));

    /// <summary>A vector of elements of a width in bytes; empty if there is none.</summary>
    public FlatVector Vector(int slot, int width)
    {
        int at = Position(slot, 4);
        if (at == 0)
        {
            return default;
        }

        int start = FlatBuffer.Follow(_data, at);
        int count = FlatBuffer.Int32(_data, start);
        if (count < 0)
        {
            throw FlatBuffer.Damaged(start);
        }

        FlatBuffer.Checked(_data, start + 4L, count * (long)width);
        return new FlatVector(_data, start + 4, count, width);
    }

    // Where a field lies, or 0 if the table does not have it.
    private int Position(int slot, int width)
    {
        int entry = 4 + (slot * 2);
        if (entry + 2 > _vtableSize)
        {
            return 0;
        }

        int offset = FlatBuffer.UInt16(_data, _vtable + entry);
        if (offset == 0)
        {
            return 0;
        }

        if (offset < 4 || offset + width > _tableSize)
        {
            throw FlatBuffer.Damaged(_vtable + entry);
        }

        return _table + offset;
    }
}
