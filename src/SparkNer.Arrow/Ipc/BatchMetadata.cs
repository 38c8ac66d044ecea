namespace SparkNer.Arrow.Ipc;

/// <summary>What a record batch's table says: rows, nodes and where the buffers lie in the body.</summary>
internal sealed class BatchMetadata
{
    private BatchMetadata(int length, (long Length, long NullCount)[] nodes, (long Offset, long Length)[] buffers, int codec)
    {
        Length = length;
        Nodes = nodes;
        Buffers = buffers;
        Codec = codec;
    }

    /// <summary>The codec of a body that is not compressed.</summary>
    public const int Uncompressed = -1;

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>Rows and nulls of each field, parents before children.</summary>
    public (long Length, long NullCount)[] Nodes { get; }

    /// <summary>Each buffer's place within the body; checked.</summary>
    public (long Offset, long Length)[] Buffers { get; }

    /// <summary>The format's number of the codec, or <see cref="Uncompressed"/>.</summary>
    public int Codec { get; }

    public static BatchMetadata Decode(FlatTable batch, long bodyLength)
    {
        long length = batch.Int64(Slots.RecordBatch.Length, 0);
        if (length is < 0 or > int.MaxValue)
        {
            throw new ArrowFormatException($"it has {length} rows");
        }

        FlatVector nodes = batch.Vector(Slots.RecordBatch.Nodes, 16);
        var allNodes = new (long, long)[nodes.Count];
        for (int i = 0; i < allNodes.Length; i++)
        {
            allNodes[i] = (nodes.Int64(i, 0), nodes.Int64(i, 8));
        }

        FlatVector buffers = batch.Vector(Slots.RecordBatch.Buffers, 16);
        var allBuffers = new (long, long)[buffers.Count];
        for (int i = 0; i < allBuffers.Length; i++)
        {
            (long at, long size) = (buffers.Int64(i, 0), buffers.Int64(i, 8));
            // An empty buffer may claim any place.
            if (size < 0 || (size > 0 && (at < 0 || at > bodyLength - size)))
            {
                throw new ArrowFormatException($"buffer {i} has {size} bytes from byte {at} on, the body {bodyLength}");
            }

            allBuffers[i] = (at, size);
        }

        return new BatchMetadata((int)length, allNodes, allBuffers, ReadCodec(batch));
    }

    private static int ReadCodec(FlatTable batch)
    {
        if (!batch.TryTable(Slots.RecordBatch.Compression, out FlatTable compression))
        {
            return Uncompressed;
        }

        byte method = compression.Byte(1, 0);
        return method == 0 ? compression.Byte(0, 0) : throw new ArrowFormatException($"the body is compressed by the unknown method {method}");
    }
}
