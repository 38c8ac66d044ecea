namespace SparkNer.Arrow.Tests.Support;

/// <summary>Whole streams in memory.</summary>
internal static class Streams
{
    public static byte[] Write(ArrowSchema schema, params IEnumerable<RecordBatch> batches)
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, schema);
        foreach (RecordBatch batch in batches)
        {
            writer.WriteBatch(batch);
        }

        writer.WriteEnd();
        return stream.ToArray();
    }

    /// <summary>Reads everything there is and gives it in one plain form.</summary>
    public static List<string> Read(byte[] bytes, out ArrowSchema schema, ArrowLimits? limits = null)
    {
        using var stream = new MemoryStream(bytes);
        return Read(stream, out schema, limits);
    }

    public static List<string> Read(Stream stream, out ArrowSchema schema, ArrowLimits? limits = null)
    {
        using var reader = new ArrowStreamReader(stream, limits);
        schema = reader.Schema;
        var batches = new List<string>();
        while (reader.ReadBatch() is { } batch)
        {
            using (batch)
            {
                batches.Add(ArrowVerifier.Render(batch));
            }
        }

        return batches;
    }
}
