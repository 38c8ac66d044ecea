using System.Runtime.InteropServices;

namespace SparkNer.Arrow.Compression;

/// <summary>Zstandard by the machine's own library, if it has one.</summary>
internal sealed unsafe class ZstdCodec : IBufferCodec
{
    private static readonly Lazy<ZstdCodec?> _shared = new(TryLoad);

    private readonly delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint> _decompress;
    private readonly delegate* unmanaged[Cdecl]<nuint, uint> _isError;

    private ZstdCodec(nint decompress, nint isError)
    {
        _decompress = (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, nuint>)decompress;
        _isError = (delegate* unmanaged[Cdecl]<nuint, uint>)isError;
    }

    /// <exception cref="ArrowFormatException">The machine has no library.</exception>
    public static ZstdCodec Load() => _shared.Value ?? throw new ArrowFormatException(
        "the body is compressed with zstd, and this machine has no libzstd. Set spark.sql.execution.arrow.compression.codec=none (or lz4)");

    /// <inheritdoc/>
    public void Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        fixed (byte* from = packed)
        fixed (byte* to = target)
        {
            nuint written = _decompress(to, (nuint)target.Length, from, (nuint)packed.Length);
            if (_isError(written) != 0)
            {
                // Arrow for Java 19 now and then marks a buffer as packed that it stored: its own reader then fails too.
                throw new ArrowFormatException(
                    "the compressed body is damaged: zstd cannot unpack it. spark.sql.execution.arrow.compression.codec=none (or lz4) goes without zstd");
            }

            if (written != (nuint)target.Length)
            {
                throw new ArrowFormatException($"the compressed body is damaged: {written} bytes unpacked, {target.Length} declared");
            }
        }
    }

    private static ZstdCodec? TryLoad()
    {
        foreach (string name in (ReadOnlySpan<string>)["libzstd.so.1", "libzstd"])
        {
            // A library without these two is of no use and counts as none.
            if (NativeLibrary.TryLoad(name, out nint library)
                && NativeLibrary.TryGetExport(library, "ZSTD_decompress", out nint decompress)
                && NativeLibrary.TryGetExport(library, "ZSTD_isError", out nint isError))
            {
                return new ZstdCodec(decompress, isError);
            }
        }

        return null;
    }
}
