namespace SparkNer.Arrow.Compression;

/// <summary>Zstandard by the machine's own library. One context serves a batch: the library makes a costly one for each call otherwise.</summary>
internal sealed unsafe class ZstdCodec : IBufferCodec
{
    private const string Setting = "spark.sql.execution.arrow.compression.codec=none (or lz4)";

    private readonly ZstdLibrary _library;
    private nint _context;

    /// <exception cref="ArrowFormatException">The machine has no library.</exception>
    public ZstdCodec()
    {
        _library = ZstdLibrary.Shared ?? throw new ArrowFormatException($"the body is compressed with zstd, and this machine has no libzstd. Set {Setting}");
        _context = _library.Create();
        if (_context == 0)
        {
            throw new ArrowFormatException("there is no memory to unpack zstd");
        }
    }

    /// <inheritdoc/>
    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        fixed (byte* from = packed)
        fixed (byte* to = target)
        {
            nuint written = _library.Decompress(_context, to, (nuint)target.Length, from, (nuint)packed.Length);
            if (_library.IsError(written) != 0)
            {
                // Arrow for Java 19 now and then marks a buffer as packed that it stored: its own reader then fails too.
                throw new ArrowFormatException($"the compressed body is damaged: zstd cannot unpack it. {Setting} goes without zstd");
            }

            if (written != (nuint)target.Length)
            {
                throw new ArrowFormatException($"the compressed body is damaged: {written} bytes unpacked, {target.Length} declared");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        nint context = _context;
        _context = 0;
        if (context != 0)
        {
            _library.Free(context);
        }
    }
}
