using System.Runtime.Intrinsics.X86;

namespace SparkNer.Onnx.Quantization;

/// <summary>How this processor sums products of 8-bit numbers.</summary>
internal static class ByteProducts
{
    /// <summary>Whether it has instructions that sum them in 32 bits: AVX-512 VNNI or AVX VNNI.</summary>
    public static bool HasVnni { get; } = FindVnni();

    /// <summary>Whether sums of products with full 8-bit weights saturate: x86 has only 16 bits for two products, unless it has VNNI. Arm's sums are exact.</summary>
    public static bool Saturate => X86Base.IsSupported && !HasVnni;

    // .NET has no property for the 512-bit form, which is the common one on servers.
    private static bool FindVnni()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            return false;
        }

        (int features, _, int ecx, _) = X86Base.CpuId(7, 0);
        bool avx512Vnni = Avx512F.IsSupported && (ecx & (1 << 11)) != 0;
        return avx512Vnni || (features >= 1 && Avx2.IsSupported && (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0);
    }
}
