namespace SparkNer.Arrow.Tests.Support;

/// <summary>Reads values at the ends of arrays: what a damaged stream gave must be readable, but may claim more rows than anybody has time for.</summary>
internal static class Touch
{
    private const int Rows = 20;

    public static void Stream(byte[] bytes, ArrowLimits limits)
    {
        using var reader = new ArrowStreamReader(new MemoryStream(bytes), limits);
        while (reader.ReadBatch() is { } batch)
        {
            using (batch)
            {
                foreach (ArrowArray column in batch.Columns)
                {
                    Array(column);
                }
            }
        }
    }

    private static void Array(ArrowArray array)
    {
        _ = array.NullCount;
        for (int row = 0; row < array.Length; row = row == Rows ? Math.Max(row + 1, array.Length - Rows) : row + 1)
        {
            Row(array, row);
        }

        foreach (ArrowArray child in array.Children)
        {
            Array(child);
        }
    }

    private static void Row(ArrowArray array, int row)
    {
        switch (array.Type)
        {
            case ArrowType.Utf8:
                array.Text(row);
                break;
            case ArrowType.Binary or ArrowType.FixedSizeBinary:
                array.Bytes(row).ToArray();
                break;
            case ArrowType.Bool:
                array.Bit(row);
                break;
            case ArrowType.List or ArrowType.FixedSizeList or ArrowType.Map:
                (long start, long length) = array.Range(row);
                array.Children[0].Slice(checked((int)start), checked((int)length));
                break;
            case ArrowType.Struct { Fields.Count: > 0 }:
                array.Field(0);
                break;
            case ArrowType.Int { BitWidth: 64 } or ArrowType.Timestamp:
                array.Value<long>(row);
                break;
            case ArrowType.Int { BitWidth: 32 }:
                array.Value<int>(row);
                break;
            default:
                array.IsNull(row);
                break;
        }
    }
}
