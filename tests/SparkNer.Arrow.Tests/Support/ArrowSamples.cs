using System.Runtime.InteropServices;

namespace SparkNer.Arrow.Tests.Support;

/// <summary>Random schemas and batches of every type, with nulls, empty values, windows, gaps between lists and rubbish under nulls.</summary>
internal sealed class ArrowSamples(int seed)
{
    private static readonly string[] _texts = ["", "a", "Zoë", "東京", "😀", "line\nbreak", "\"quoted\"\\", "\0", "long text that does not end soon, long text that does not end soon"];

    private static readonly ArrowType[] _flat =
    [
        new ArrowType.Null(), new ArrowType.Bool(),
        .. from width in (int[])[8, 16, 32, 64] from signed in (bool[])[true, false] select new ArrowType.Int(width, signed),
        .. from width in (int[])[16, 32, 64] select new ArrowType.Float(width),
        new ArrowType.Decimal(9, 2, 32), new ArrowType.Decimal(18, 0, 64), new ArrowType.Decimal(38, 18), new ArrowType.Decimal(76, -3, 256),
        new ArrowType.Date(), new ArrowType.Date(true),
        .. from unit in Enum.GetValues<TimeUnit>() select new ArrowType.Time(unit),
        .. from unit in Enum.GetValues<TimeUnit>() from zone in (string?[])[null, "UTC", "Europe/Zürich"] select new ArrowType.Timestamp(unit, zone),
        .. from unit in Enum.GetValues<TimeUnit>() select new ArrowType.Duration(unit),
        .. from unit in Enum.GetValues<IntervalUnit>() select new ArrowType.Interval(unit),
        new ArrowType.Utf8(), new ArrowType.Utf8(true), new ArrowType.Binary(), new ArrowType.Binary(true),
        new ArrowType.FixedSizeBinary(0), new ArrowType.FixedSizeBinary(3), new ArrowType.FixedSizeBinary(16),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Every type without children, and each kind of nesting once.</summary>
    public static IReadOnlyList<ArrowType> AllTypes { get; } =
    [
        .. _flat,
        new ArrowType.List(new ArrowField("element", new ArrowType.Utf8())),
        new ArrowType.List(new ArrowField("element", new ArrowType.Int(64)), true),
        new ArrowType.FixedSizeList(new ArrowField("item", new ArrowType.Bool()), 3),
        new ArrowType.FixedSizeList(new ArrowField("item", new ArrowType.Utf8()), 0),
        new ArrowType.Struct(new ArrowField("a", new ArrowType.Utf8()), new ArrowField("b", new ArrowType.Float(32), false)),
        new ArrowType.Struct(),
        ArrowType.Map.Of(new ArrowType.Utf8(), new ArrowType.Int(32)),
    ];

    public ArrowSchema Schema()
    {
        var fields = new ArrowField[_random.Next(5)];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Field($"c{i}", 3);
        }

        return new ArrowSchema(new FieldList(fields));
    }

    public RecordBatch Batch(ArrowSchema schema)
    {
        int length = _random.Next(4) == 0 ? 0 : _random.Next(1, 40);
        return new RecordBatch(length, [.. schema.Fields.Select(f => Window(f, length))]);
    }

    /// <summary>Rows of a larger array.</summary>
    public ArrowArray Window(ArrowField field, int length)
    {
        int before = _random.Next(3) == 0 ? 0 : _random.Next(20);
        return Array(field, before + length + _random.Next(5)).Slice(before, length);
    }

    private ArrowField Field(string name, int depth) => new(name, Type(depth), _random.Next(4) != 0);

    private ArrowType Type(int depth) => depth == 0 ? Pick(_flat) : _random.Next(10) switch
    {
        0 => new ArrowType.List(Field("element", depth - 1), _random.Next(3) == 0),
        1 => new ArrowType.FixedSizeList(Field("item", depth - 1), _random.Next(4)),
        2 => new ArrowType.Struct(new FieldList([.. Enumerable.Range(0, _random.Next(4)).Select(i => Field($"f{i}", depth - 1))])),
        3 => ArrowType.Map.Of(Type(0), Type(depth - 1), _random.Next(2) == 0),
        _ => Pick(_flat),
    };

    private ArrowArray Array(ArrowField field, int length)
    {
        ArrowType type = field.Type;
        ReadOnlyMemory<byte> validity = field.IsNullable && type is not ArrowType.Null && _random.Next(4) != 0 ? Bytes((length + 7) / 8) : default;
        switch (type)
        {
            case ArrowType.Null:
                return new ArrowArray(type, length, default, []);
            case ArrowType.Bool:
                return new ArrowArray(type, length, validity, [Bytes((length + 7) / 8)]);
            case ArrowType.Struct { Fields: var fields }:
                return new ArrowArray(type, length, validity, [], [.. fields.Select(f => Window(f, length))]);
            case ArrowType.FixedSizeList list:
                return new ArrowArray(type, length, validity, [], [Window(list.Item, length * list.Size)]);
            case ArrowType.Utf8 or ArrowType.Binary:
                (ReadOnlyMemory<byte> ends, byte[] values) = TextBuffers(length, type);
                return new ArrowArray(type, length, validity, [ends, values]);
            case ArrowType.List or ArrowType.Map:
                long[] offsets = Offsets(length, () => _random.Next(4));
                return new ArrowArray(type, length, validity, [Pack(offsets, type)], [Window(TypeLayout.Children(type)[0], (int)offsets[^1] + _random.Next(3))]);
            default:
                return new ArrowArray(type, length, validity, [Bytes(length * TypeLayout.FixedWidth(type))]);
        }
    }

    private (ReadOnlyMemory<byte> Offsets, byte[] Values) TextBuffers(int length, ArrowType type)
    {
        byte[] prefix = System.Text.Encoding.UTF8.GetBytes(Pick(_texts));
        var values = new List<byte>(prefix);
        long[] offsets = new long[length + 1];
        offsets[0] = values.Count;
        for (int i = 1; i <= length; i++)
        {
            values.AddRange(System.Text.Encoding.UTF8.GetBytes(Pick(_texts)));
            offsets[i] = values.Count;
        }

        values.AddRange("rest"u8);
        return (Pack(offsets, type), [.. values]);
    }

    private long[] Offsets(int length, Func<int> size)
    {
        long[] offsets = new long[length + 1];
        offsets[0] = size();
        for (int i = 1; i <= length; i++)
        {
            offsets[i] = offsets[i - 1] + size();
        }

        return offsets;
    }

    private static ReadOnlyMemory<byte> Pack(long[] offsets, ArrowType type) => TypeLayout.OffsetWidth(type) == 8
        ? MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(System.Array.ConvertAll(offsets, o => (int)o).AsSpan()).ToArray();

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
