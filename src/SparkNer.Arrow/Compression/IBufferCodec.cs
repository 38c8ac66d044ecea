namespace SparkNer.Arrow.Compression;

/// <summary>Unpacks the buffers of one batch, one after the other.</summary>
internal interface IBufferCodec : IDisposable
{
    /// <summary>Unpacks one buffer: fills the whole target.</summary>
    /// <exception cref="ArrowFormatException">The packed bytes are damaged or give another length.</exception>
    void Unpack(ReadOnlySpan<byte> packed, Span<byte> target);
}
