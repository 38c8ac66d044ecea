namespace SparkNer.Onnx.Protobuf;

/// <summary>A field of a protobuf file.</summary>
/// <param name="FieldStart">The place of its tag.</param>
/// <param name="Start">The place of its content: behind tag and length.</param>
/// <param name="End">The place after its content.</param>
internal readonly record struct ByteSpan(long FieldStart, long Start, long End)
{
    /// <summary>The content's size in bytes.</summary>
    public long Length => End - Start;
}
