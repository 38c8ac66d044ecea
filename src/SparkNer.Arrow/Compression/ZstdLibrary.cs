using System.Runtime.InteropServices;

namespace SparkNer.Arrow.Compression;

/// <summary>The machine's own Zstandard library, if it has one.</summary>
internal sealed unsafe class ZstdLibrary
{
    private static readonly Lazy<ZstdLibrary?> _shared = new(TryLoad);

    private ZstdLibrary(nint library)
    {
        Create = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "ZSTD_createDCtx");
        Free = (delegate* unmanaged[Cdecl]<nint, nuint>)NativeLibrary.GetExport(library, "ZSTD_freeDCtx");
        Decompress = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(library, "ZSTD_decompressDCtx");
        IsError = (delegate* unmanaged[Cdecl]<nuint, uint>)NativeLibrary.GetExport(library, "ZSTD_isError");
    }

    /// <summary>The library, loaded once; null if there is none.</summary>
    public static ZstdLibrary? Shared => _shared.Value;

    public delegate* unmanaged[Cdecl]<nint> Create { get; }

    public delegate* unmanaged[Cdecl]<nint, nuint> Free { get; }

    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, nuint> Decompress { get; }

    public delegate* unmanaged[Cdecl]<nuint, uint> IsError { get; }

    private static ZstdLibrary? TryLoad()
    {
        foreach (string name in (ReadOnlySpan<string>)["libzstd.so.1", "libzstd"])
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new ZstdLibrary(library);
            }
        }

        return null;
    }
}
