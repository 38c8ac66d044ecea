namespace SparkNer.Onnx.Quantization;

/// <summary>The whole numbers that stand for weights: as many below zero as above.</summary>
/// <param name="limit">The largest.</param>
internal readonly struct SymmetricRange(int limit)
{
    private const float SmallestNormal = 1.17549435E-38f;

    /// <summary>The range of so many bits.</summary>
    /// <remarks>
    /// Seven go to 64, not 63: the largest that a processor without VNNI adds up without saturating, in 16 bits two products at a time (2 x 255 x 64 = 32,640).
    /// </remarks>
    public static SymmetricRange OfBits(int bits) => new(bits == 8 ? 127 : 1 << (bits - 1));

    /// <summary>The factor by which a number of the range is to be multiplied, where the largest weight is so far from zero.</summary>
    public float Scale(float largest)
    {
        float scale = largest / limit;

        // Weights that are all zero, or as good as: any factor will do, but not one that cannot be divided by.
        return scale >= SmallestNormal ? scale : 1;
    }

    /// <summary>The number that stands for a weight.</summary>
    public sbyte Nearest(float weight, float scale) => (sbyte)Math.Clamp(MathF.Round(weight / scale), -limit, limit);
}
