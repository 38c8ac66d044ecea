namespace SparkNer.Arrow.Ipc;

/// <summary>Writes the schema's table.</summary>
internal static class SchemaEncoder
{
    public static int Encode(FlatBufferBuilder flat, ArrowSchema schema)
    {
        int fields = Fields(flat, schema.Fields);
        flat.StartTable();
        flat.AddOffset(Slots.Schema.Fields, fields);
        return flat.EndTable();
    }

    private static int Fields(FlatBufferBuilder flat, FieldList fields)
    {
        int[] tables = new int[fields.Count];
        for (int i = 0; i < tables.Length; i++)
        {
            tables[i] = Field(flat, fields[i]);
        }

        return flat.Tables(tables);
    }

    private static int Field(FlatBufferBuilder flat, ArrowField field)
    {
        int name = flat.Text(field.Name);
        // Even if there are none: some readers want the vector.
        int children = Fields(flat, TypeLayout.Children(field.Type));
        int type = Type(flat, field.Type, out TypeId id);
        flat.StartTable();
        flat.AddOffset(Slots.Field.Name, name);
        flat.AddOffset(Slots.Field.Type, type);
        flat.AddOffset(Slots.Field.Children, children);
        flat.AddByte(Slots.Field.Nullable, field.IsNullable ? 1 : 0);
        flat.AddByte(Slots.Field.TypeKind, (int)id);
        return flat.EndTable();
    }

    private static int Type(FlatBufferBuilder flat, ArrowType type, out TypeId id)
    {
        int zone = type is ArrowType.Timestamp { TimeZone: { } name } ? flat.Text(name) : 0;
        flat.StartTable();
        id = Content(flat, type, zone);
        return flat.EndTable();
    }

    // Defaults of the format are written out too: it is one rule less.
    private static TypeId Content(FlatBufferBuilder flat, ArrowType type, int zone)
    {
        switch (type)
        {
            case ArrowType.Null:
                return TypeId.Null;
            case ArrowType.Bool:
                return TypeId.Bool;
            case ArrowType.Int t:
                flat.AddInt32(0, t.BitWidth);
                flat.AddByte(1, t.IsSigned ? 1 : 0);
                return TypeId.Int;
            case ArrowType.Float t:
                flat.AddInt16(0, t.BitWidth switch { 16 => 0, 32 => 1, _ => 2 });
                return TypeId.FloatingPoint;
            case ArrowType.Decimal t:
                flat.AddInt32(0, t.Precision);
                flat.AddInt32(1, t.Scale);
                flat.AddInt32(2, t.BitWidth);
                return TypeId.Decimal;
            case ArrowType.Date t:
                flat.AddInt16(0, t.IsMilliseconds ? 1 : 0);
                return TypeId.Date;
            case ArrowType.Time t:
                flat.AddInt32(1, TypeLayout.TimeWidth(t.Unit));
                flat.AddInt16(0, (int)t.Unit);
                return TypeId.Time;
            case ArrowType.Timestamp t:
                if (t.TimeZone is not null)
                {
                    flat.AddOffset(1, zone);
                }

                flat.AddInt16(0, (int)t.Unit);
                return TypeId.Timestamp;
            case ArrowType.Duration t:
                flat.AddInt16(0, (int)t.Unit);
                return TypeId.Duration;
            case ArrowType.Interval t:
                flat.AddInt16(0, (int)t.Unit);
                return TypeId.Interval;
            case ArrowType.Utf8 t:
                return t.IsLarge ? TypeId.LargeUtf8 : TypeId.Utf8;
            case ArrowType.Binary t:
                return t.IsLarge ? TypeId.LargeBinary : TypeId.Binary;
            case ArrowType.FixedSizeBinary t:
                flat.AddInt32(0, t.ByteWidth);
                return TypeId.FixedSizeBinary;
            case ArrowType.List t:
                return t.IsLarge ? TypeId.LargeList : TypeId.List;
            case ArrowType.FixedSizeList t:
                flat.AddInt32(0, t.Size);
                return TypeId.FixedSizeList;
            case ArrowType.Map t:
                flat.AddByte(0, t.KeysSorted ? 1 : 0);
                return TypeId.Map;
            case ArrowType.Struct:
                return TypeId.Struct;
            default:
                throw new ArgumentException($"{type} cannot be written.", nameof(type));
        }
    }
}
