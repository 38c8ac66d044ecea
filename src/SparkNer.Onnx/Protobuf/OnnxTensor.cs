namespace SparkNer.Onnx.Protobuf;

/// <summary>A tensor that is stored in a model: what it is and where its values lie, without the values.</summary>
/// <param name="Name">The name; empty for an attribute's tensor.</param>
/// <param name="ElementType">The element type.</param>
/// <param name="Dimensions">The dimensions; none for a scalar.</param>
/// <param name="RawBytes">The size of the values if they are stored as raw bytes, else -1.</param>
/// <param name="IsExternal">Whether the tensor says that its values lie in another file.</param>
/// <param name="External">The key-value pairs that say where in which file; as written, keys may repeat.</param>
internal sealed record OnnxTensor(
    string Name,
    OnnxElementType ElementType,
    IReadOnlyList<long> Dimensions,
    long RawBytes,
    bool IsExternal,
    IReadOnlyList<KeyValuePair<string, string>> External)
{
    /// <summary>Where the values lie in the file, if they are stored as raw bytes or in one list of floats; else empty.</summary>
    public ByteSpan Data { get; init; }

    /// <summary>Where an initializer of a graph lies in the file.</summary>
    public ByteSpan Span { get; init; }

    /// <summary>The size of the values in bytes, or -1 where the element type or the dimensions don't tell.</summary>
    public long ByteCount
    {
        get
        {
            UInt128 count = (UInt128)ElementType.Size();
            if (count == 0)
            {
                return -1;
            }

            foreach (long dimension in Dimensions)
            {
                if (dimension < 0)
                {
                    return -1;
                }

                // Saturates: no product of two such factors leaves 128 bits.
                count = UInt128.Min(count * (ulong)dimension, long.MaxValue);
            }

            return (long)count;
        }
    }
}
