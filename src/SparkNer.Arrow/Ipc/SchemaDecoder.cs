using System.Text;

namespace SparkNer.Arrow.Ipc;

/// <summary>Reads the schema message's table.</summary>
internal sealed class SchemaDecoder
{
    private readonly ArrowLimits _limits;
    private readonly List<string> _path = [];
    private int _fields;
    private long _nameBytes;

    private SchemaDecoder(ArrowLimits limits, int metadataBytes)
    {
        _limits = limits;
        // Each name of an honest schema has bytes of its own. Fields that share one long name would take memory without end.
        _nameBytes = metadataBytes;
    }

    public static ArrowSchema Decode(FlatTable schema, ArrowLimits limits, int metadataBytes)
    {
        if (schema.Int16(Slots.Schema.Endianness, 0) != 0)
        {
            throw new ArrowFormatException("the stream is big-endian; only little-endian streams are read");
        }

        var decoder = new SchemaDecoder(limits, metadataBytes);
        return new ArrowSchema(new FieldList(decoder.Fields(schema.Vector(Slots.Schema.Fields, 4))));
    }

    private ArrowField[] Fields(FlatVector tables)
    {
        _fields += tables.Count;
        if (_fields > _limits.MaxFields)
        {
            throw new ArrowFormatException($"there are more than {_limits.MaxFields} fields");
        }

        if (tables.Count > 0 && _path.Count >= _limits.MaxDepth)
        {
            throw new ArrowFormatException($"types are nested more than {_limits.MaxDepth} deep");
        }

        var fields = new ArrowField[tables.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(tables.Table(i));
        }

        return fields;
    }

    private ArrowField Field(FlatTable table)
    {
        string name = Text(table, Slots.Field.Name);
        _path.Add(name);
        if (table.Has(Slots.Field.Dictionary))
        {
            throw Fail("is dictionary-encoded, which is not read");
        }

        ArrowField[] children = Fields(table.Vector(Slots.Field.Children, 4));
        bool typed = table.TryTable(Slots.Field.Type, out FlatTable type);
        var id = (TypeId)table.Byte(Slots.Field.TypeKind, 0);
        if (!typed)
        {
            throw Fail($"has no type ({id})");
        }

        var field = new ArrowField(name, Type(id, type, children), table.Bool(Slots.Field.Nullable));
        _path.RemoveAt(_path.Count - 1);
        return field;
    }

    private ArrowType Type(TypeId id, FlatTable type, ArrowField[] children)
    {
        int expected = id switch
        {
            TypeId.List or TypeId.LargeList or TypeId.FixedSizeList or TypeId.Map => 1,
            TypeId.Struct => children.Length,
            _ => 0,
        };
        ArrowType known = id switch
        {
            TypeId.Null => new ArrowType.Null(),
            TypeId.Bool => new ArrowType.Bool(),
            TypeId.Int => new ArrowType.Int(Among(type.Int32(0, 0), "bits", 8, 16, 32, 64), type.Bool(1)),
            TypeId.FloatingPoint => new ArrowType.Float(16 << Among(type.Int16(0, 0), "as precision", 0, 1, 2)),
            TypeId.Decimal => new ArrowType.Decimal(type.Int32(0, 0), type.Int32(1, 0), Among(type.Int32(2, 128), "bits", 32, 64, 128, 256)),
            TypeId.Date => new ArrowType.Date(Among(type.Int16(0, 1), "as unit", 0, 1) == 1),
            TypeId.Time => Time(type),
            TypeId.Timestamp => new ArrowType.Timestamp(Unit(type, 0), type.Has(1) ? Text(type, 1) : null),
            TypeId.Duration => new ArrowType.Duration(Unit(type, 1)),
            TypeId.Interval => new ArrowType.Interval((IntervalUnit)Among(type.Int16(0, 0), "as unit", 0, 1, 2)),
            TypeId.Utf8 or TypeId.LargeUtf8 => new ArrowType.Utf8(id == TypeId.LargeUtf8),
            TypeId.Binary or TypeId.LargeBinary => new ArrowType.Binary(id == TypeId.LargeBinary),
            TypeId.FixedSizeBinary => new ArrowType.FixedSizeBinary(NotNegative(type.Int32(0, 0), "bytes")),
            TypeId.List or TypeId.LargeList when children.Length == 1 => new ArrowType.List(children[0], id == TypeId.LargeList),
            TypeId.FixedSizeList when children.Length == 1 => new ArrowType.FixedSizeList(children[0], NotNegative(type.Int32(0, 0), "elements")),
            TypeId.Map when children.Length == 1 => Map(type, children[0]),
            TypeId.Struct => new ArrowType.Struct(children),
            TypeId.List or TypeId.LargeList or TypeId.FixedSizeList or TypeId.Map => throw Fail($"is a {id} with {children.Length} children"),
            _ => throw Fail($"has type {id}, which is not read"),
        };
        return children.Length == expected ? known : throw Fail($"is a {id} with {children.Length} children");
    }

    private ArrowType.Time Time(FlatTable type)
    {
        TimeUnit unit = Unit(type, 1);
        int width = type.Int32(1, 32);
        return width == TypeLayout.TimeWidth(unit) ? new ArrowType.Time(unit) : throw Fail($"is a time of {width} bits in {unit}s");
    }

    private ArrowType.Map Map(FlatTable type, ArrowField entries) =>
        entries.Type is ArrowType.Struct { Fields.Count: 2 }
            ? new ArrowType.Map(entries, type.Bool(0))
            : throw Fail("is a map whose entries are not a struct of key and value");

    private TimeUnit Unit(FlatTable type, short fallback) => (TimeUnit)Among(type.Int16(0, fallback), "as unit", 0, 1, 2, 3);

    private int Among(int value, string what, params ReadOnlySpan<int> allowed) =>
        allowed.Contains(value) ? value : throw Fail($"has a type with {value} {what}");

    private int NotNegative(int value, string what) => value >= 0 ? value : throw Fail($"has a type with {value} {what}");

    private string Text(FlatTable table, int slot)
    {
        ReadOnlySpan<byte> utf8 = table.Utf8(slot);
        _nameBytes -= utf8.Length;
        return _nameBytes >= 0 ? Encoding.UTF8.GetString(utf8) : throw new ArrowFormatException("the names are longer than the metadata");
    }

    private ArrowFormatException Fail(string what) => new($"column '{string.Join('.', _path)}' {what}");
}
