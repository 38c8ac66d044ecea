namespace SparkNer.Arrow.Compression;

/// <summary>Unpacks one buffer.</summary>
internal interface IBufferCodec
{
    /// <summary>Fills the whole target.</summary>
    /// <exception cref="ArrowFormatException">The packed bytes are damaged or give another length.</exception>
    void Unpack(ReadOnlySpan<byte> packed, Span<byte> target);
}
