namespace SparkNer.Onnx.Protobuf;

/// <summary>Reads what a model says of an input or output (ValueInfoProto).</summary>
internal static class OnnxValueReader
{
    /// <summary>Reads a value that ends at <paramref name="end"/>.</summary>
    public static OnnxValue Read(ProtoReader reader, long end)
    {
        string name = "";
        OnnxElementType elementType = OnnxElementType.Undefined;
        List<long?>? shape = null;
        while (reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Bytes):
                    name = reader.ReadString(end);
                    break;
                case (2, WireType.Bytes):
                    long typeEnd = reader.ReadEnd(end);
                    while (reader.TryReadTag(typeEnd, out int typeField, out WireType typeType))
                    {
                        if (typeField == 1 && typeType == WireType.Bytes)
                        {
                            ReadTensorType(reader, reader.ReadEnd(typeEnd), ref elementType, ref shape);
                        }
                        else
                        {
                            reader.Skip(typeType, typeEnd);
                        }
                    }

                    break;
                default:
                    reader.Skip(type, end);
                    break;
            }
        }

        return new OnnxValue(name, elementType, shape);
    }

    private static void ReadTensorType(ProtoReader reader, long end, ref OnnxElementType elementType, ref List<long?>? shape)
    {
        while (reader.TryReadTag(end, out int field, out WireType type))
        {
            switch (field, type)
            {
                case (1, WireType.Varint):
                    elementType = (OnnxElementType)(int)reader.ReadVarint(end);
                    break;
                case (2, WireType.Bytes):
                    shape = ReadShape(reader, reader.ReadEnd(end));
                    break;
                default:
                    reader.Skip(type, end);
                    break;
            }
        }
    }

    private static List<long?> ReadShape(ProtoReader reader, long end)
    {
        List<long?> shape = [];
        while (reader.TryReadTag(end, out int field, out WireType type))
        {
            if (field != 1 || type != WireType.Bytes || shape.Count == OnnxTensorReader.MaxRank)
            {
                reader.Skip(type, end);
                continue;
            }

            long? size = null;
            long dimensionEnd = reader.ReadEnd(end);
            while (reader.TryReadTag(dimensionEnd, out int dimensionField, out WireType dimensionType))
            {
                if (dimensionField == 1 && dimensionType == WireType.Varint)
                {
                    size = (long)reader.ReadVarint(dimensionEnd);
                }
                else
                {
                    reader.Skip(dimensionType, dimensionEnd);
                }
            }

            shape.Add(size);
        }

        return shape;
    }
}
