using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Arrow.Ipc;

/// <summary>Writes a FlatBuffer from its end to its start, as the format wants it: what is pointed to comes first. Positions are counted from the end.</summary>
internal sealed class FlatBufferBuilder
{
    private const int MaxSlots = 8;

    private readonly int[] _slots = new int[MaxSlots];
    private byte[] _bytes = new byte[1024];
    private int _size;
    private int _tableStart;

    public void Clear() => _size = 0;

    public int Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Align(4, utf8.Length + 1);
        Take(1)[0] = 0;
        utf8.CopyTo(Take(utf8.Length));
        Put32(utf8.Length);
        return _size;
    }

    public int Tables(ReadOnlySpan<int> tables)
    {
        Align(4, tables.Length * 4);
        for (int i = tables.Length - 1; i >= 0; i--)
        {
            PutOffset(tables[i]);
        }

        Put32(tables.Length);
        return _size;
    }

    /// <summary>A vector of structs of two 64-bit numbers: nodes and buffers.</summary>
    public int Pairs(IReadOnlyList<(long First, long Second)> pairs)
    {
        Align(4, pairs.Count * 16);
        Align(8, pairs.Count * 16);
        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Take(8), pairs[i].Second);
            BinaryPrimitives.WriteInt64LittleEndian(Take(8), pairs[i].First);
        }

        Put32(pairs.Count);
        return _size;
    }

    /// <summary>Begins a table. Strings, vectors and other tables must have been written before.</summary>
    public void StartTable()
    {
        Array.Clear(_slots);
        _tableStart = _size;
    }

    public void AddByte(int slot, int value)
    {
        Take(1)[0] = (byte)value;
        _slots[slot] = _size;
    }

    public void AddInt16(int slot, int value)
    {
        Align(2, 0);
        BinaryPrimitives.WriteInt16LittleEndian(Take(2), (short)value);
        _slots[slot] = _size;
    }

    public void AddInt32(int slot, int value)
    {
        Align(4, 0);
        Put32(value);
        _slots[slot] = _size;
    }

    public void AddInt64(int slot, long value)
    {
        Align(8, 0);
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
        _slots[slot] = _size;
    }

    public void AddOffset(int slot, int target)
    {
        Align(4, 0);
        PutOffset(target);
        _slots[slot] = _size;
    }

    public int EndTable()
    {
        Align(4, 0);
        Put32(0);
        int table = _size;
        int count = MaxSlots;
        while (count > 0 && _slots[count - 1] == 0)
        {
            count--;
        }

        for (int i = count - 1; i >= 0; i--)
        {
            Put16(_slots[i] == 0 ? 0 : table - _slots[i]);
        }

        Put16(table - _tableStart);
        Put16(4 + (count * 2));
        // The table's first number leads back to its vtable.
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_bytes.Length - table), _size - table);
        return table;
    }

    /// <summary>Ends with the root; the whole is a multiple of 8 bytes long. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Finish(int root)
    {
        Align(8, 4);
        PutOffset(root);
        return _bytes.AsSpan(_bytes.Length - _size);
    }

    private void PutOffset(int target) => Put32(_size + 4 - target);

    private void Put32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    private void Put16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), checked((ushort)value));

    // Pads so that what follows is aligned once so many bytes more have been written before it.
    private void Align(int alignment, int more) => Take(-(_size + more) & (alignment - 1)).Clear();

    private Span<byte> Take(int count)
    {
        if (_size + count > _bytes.Length)
        {
            byte[] larger = new byte[Math.Max(_bytes.Length * 2, _size + count)];
            _bytes.AsSpan(_bytes.Length - _size).CopyTo(larger.AsSpan(larger.Length - _size));
            _bytes = larger;
        }

        _size += count;
        return _bytes.AsSpan(_bytes.Length - _size, count);
    }
}
