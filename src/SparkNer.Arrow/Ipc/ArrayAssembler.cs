namespace SparkNer.Arrow.Ipc;

/// <summary>Hands a batch's nodes and buffers out to the schema's fields, and lets no array through that could be read beyond its buffers.</summary>
internal sealed class ArrayAssembler
{
    // What some writers put for the nulls of a window, against the rules.
    private const long NotCounted = -1;

    private readonly (long Length, long NullCount)[] _nodes;
    private readonly ReadOnlyMemory<byte>[] _buffers;
    private readonly List<string> _path = [];
    private int _node;
    private int _buffer;

    private ArrayAssembler((long Length, long NullCount)[] nodes, ReadOnlyMemory<byte>[] buffers)
    {
        _nodes = nodes;
        _buffers = buffers;
    }

    private bool NextIsEmpty => _buffer < _buffers.Length && _buffers[_buffer].IsEmpty;

    public static ArrowArray[] Assemble(ArrowSchema schema, int length, (long Length, long NullCount)[] nodes, ReadOnlyMemory<byte>[] buffers)
    {
        var assembler = new ArrayAssembler(nodes, buffers);
        var columns = new ArrowArray[schema.Fields.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = assembler.Column(schema.Fields[i], length);
        }

        if (assembler._node != nodes.Length || assembler._buffer != buffers.Length)
        {
            throw new ArrowFormatException(
                $"it has {nodes.Length} nodes and {buffers.Length} buffers, the schema's fields {assembler._node} and {assembler._buffer}");
        }

        return columns;
    }

    private ArrowArray Column(ArrowField field, int length)
    {
        ArrowArray column = Array(field);
        if (column.Length != length)
        {
            _path.Add(field.Name);
            throw Fail($"it has {column.Length} rows, the batch {length}");
        }

        return column;
    }

    private ArrowArray Array(ArrowField field)
    {
        _path.Add(field.Name);
        if (_node == _nodes.Length)
        {
            throw Fail($"the batch ends after {_nodes.Length} nodes");
        }

        (long length, long nulls) = _nodes[_node++];
        if (length is < 0 or > int.MaxValue || nulls < NotCounted || nulls > length)
        {
            throw Fail($"it has {length} rows and {nulls} nulls");
        }

        ArrowType type = field.Type;
        ReadOnlyMemory<byte> validity = type is ArrowType.Null ? default : Validity(length, nulls);
        ReadOnlyMemory<byte>[] buffers = Values(type, length, out long elements);
        FieldList childFields = TypeLayout.Children(type);
        var children = new ArrowArray[childFields.Count];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = Array(childFields[i]);
            if (children[i].Length < elements)
            {
                throw Fail($"it needs {elements} elements of '{childFields[i].Name}', which has {children[i].Length}");
            }
        }

        _path.RemoveAt(_path.Count - 1);
        return new ArrowArray(type, (int)length, validity, buffers, children);
    }

    // Empty if nothing is null: the writer may leave it out, and what it holds then says nothing.
    private ReadOnlyMemory<byte> Validity(long length, long nulls)
    {
        bool absent = nulls == 0 || (nulls == NotCounted && NextIsEmpty);
        ReadOnlyMemory<byte> bits = Buffer("validity bits", absent ? 0 : (length + 7) / 8);
        return absent ? default : bits;
    }

    // 'elements' is how many rows each child has to have.
    private ReadOnlyMemory<byte>[] Values(ArrowType type, long length, out long elements)
    {
        elements = 0;
        switch (type)
        {
            case ArrowType.Null:
                return [];
            case ArrowType.Struct:
                elements = length;
                return [];
            case ArrowType.FixedSizeList list:
                elements = length * list.Size;
                return [];
            case ArrowType.Bool:
                return [Buffer("values", (length + 7) / 8)];
            case ArrowType.List or ArrowType.Map:
                ReadOnlyMemory<byte> offsets = Offsets(type, length, long.MaxValue, out elements);
                return [offsets];
            case ArrowType.Utf8 or ArrowType.Binary:
                // The offsets come first but are checked against the values' size.
                ReadOnlyMemory<byte> values = _buffer + 1 < _buffers.Length ? _buffers[_buffer + 1] : default;
                ReadOnlyMemory<byte> ends = Offsets(type, length, values.Length, out _);
                return [ends, Buffer("values", 0)];
            default:
                return [Buffer("values", length * TypeLayout.FixedWidth(type))];
        }
    }

    private ReadOnlyMemory<byte> Offsets(ArrowType type, long length, long limit, out long last)
    {
        int width = TypeLayout.OffsetWidth(type);
        // Without rows the one offset may be left out.
        ReadOnlyMemory<byte> buffer = Buffer("offsets", length == 0 ? 0 : (length + 1) * width);
        if (length == 0)
        {
            last = 0;
            return buffer;
        }

        int bad = OffsetCheck.FirstBad(buffer.Span, (int)length, width, limit, out last);
        return bad < 0 ? buffer : throw Fail($"the offsets run backwards or beyond the {limit} bytes of values at row {bad}");
    }

    private ReadOnlyMemory<byte> Buffer(string what, long needed)
    {
        if (_buffer == _buffers.Length)
        {
            throw Fail($"the batch ends after {_buffers.Length} buffers, before its {what}");
        }

        ReadOnlyMemory<byte> buffer = _buffers[_buffer++];
        return buffer.Length >= needed ? buffer : throw Fail($"the {what} have {buffer.Length} bytes and need {needed}");
    }

    private ArrowFormatException Fail(string what) => new($"column '{string.Join('.', _path)}': {what}");
}
