namespace SparkNer.Onnx.Protobuf;

/// <summary>Reads tensors (TensorProto), and remembers those that mention other files.</summary>
internal sealed class OnnxTensorReader(ProtoReader reader)
{
    /// <summary>The most dimensions of a tensor.</summary>
    public const int MaxRank = 256;

    private readonly List<OnnxTensor> _external = [];

    /// <summary>The tensors read so far that mention another file.</summary>
    public IReadOnlyList<OnnxTensor> External => _external;

    /// <summary>Reads a tensor that ends at <paramref name="end"/>; its values are passed over.</summary>
    public OnnxTensor Read(long end)
    {
        string name = "";
        OnnxElementType elementType = OnnxElementType.Undefined;
        List<long> dimensions = [];
        long rawBytes = -1;
        ByteSpan? floats = null;
        ByteSpan raw = default;
        bool isExternal = false;
        List<KeyValuePair<string, string>> external = [];
        while (reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Varint):
                    AddDimension(dimensions, reader.ReadVarint(end));
                    break;
                case (1, WireType.Bytes):
                    long packed = reader.ReadEnd(end);
                    while (reader.Position < packed)
                    {
                        AddDimension(dimensions, reader.ReadVarint(packed));
                    }

                    break;
                case (2, WireType.Varint):
                    elementType = (OnnxElementType)(int)reader.ReadVarint(end);
                    break;
                case (8, WireType.Bytes):
                    name = reader.ReadString(end);
                    break;
                case (4, WireType.Bytes):
                    // Packed floats are laid out as raw ones; a second list would go on where the first ends.
                    ByteSpan more = reader.ReadSpan(reader.Position, end);
                    floats = floats is null ? more : default(ByteSpan);
                    reader.SkipTo(more.End);
                    break;
                case (9, WireType.Bytes):
                    raw = reader.ReadSpan(reader.Position, end);
                    rawBytes = raw.Length;
                    reader.SkipTo(raw.End);
                    break;
                case (13, WireType.Bytes):
                    external.Add(reader.ReadPair(reader.ReadEnd(end)));
                    break;
                case (14, WireType.Varint):
                    isExternal = reader.ReadVarint(end) == 1;
                    break;
                default:
                    reader.Skip(type, end);
                    break;
            }
        }

        var tensor = new OnnxTensor(name, elementType, dimensions, rawBytes, isExternal, external) { Data = rawBytes >= 0 ? raw : floats ?? default };
        if (isExternal || external.Count > 0)
        {
            // Also a tensor that only mentions a file: which of the two a reader goes by is its own affair.
            _external.Add(tensor);
        }
        else if (rawBytes >= 0 && tensor.ByteCount >= 0 && tensor.ByteCount != rawBytes)
        {
            throw reader.Corrupt($"tensor '{name}' has {rawBytes} bytes where its shape needs {tensor.ByteCount}");
        }

        return tensor;
    }

    private void AddDimension(List<long> dimensions, ulong value)
    {
        if (dimensions.Count == MaxRank)
        {
            throw reader.Corrupt($"a tensor of more than {MaxRank} dimensions");
        }

        dimensions.Add((long)value);
    }
}
