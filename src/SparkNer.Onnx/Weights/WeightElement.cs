namespace SparkNer.Onnx.Weights;

/// <summary>The elements of a tensor as its file describes them.</summary>
/// <param name="Name">The file format's own name of the type, for messages.</param>
/// <param name="Bits">The size of one element in bits.</param>
/// <param name="Type">What the type is to us.</param>
/// <param name="BigEndian">Whether the bytes of an element come largest first.</param>
internal readonly record struct WeightElement(string Name, int Bits, WeightType Type, bool BigEndian = false)
{
    /// <summary>The size of one element in bytes; none of the types that are read has a part of a byte.</summary>
    public int Bytes => Bits / 8;

    /// <summary>The number of elements that a shape holds.</summary>
    /// <exception cref="InvalidDataException">A size is negative, or the elements are more than can be counted in bits.</exception>
    public long Count(IReadOnlyList<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0)
            {
                throw new InvalidDataException($"it has the size {size} in its shape");
            }

            count = size <= long.MaxValue / Math.Max(1, count) ? count * size : throw TooLarge(shape);
        }

        return count <= long.MaxValue / Bits ? count : throw TooLarge(shape);
    }

    private static InvalidDataException TooLarge(IReadOnlyList<long> shape) =>
        new($"its shape {WeightNames.Shape(shape)} has more elements than any file can hold");
}
