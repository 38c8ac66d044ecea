namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A tensor as a pickle describes it.</summary>
/// <param name="Storage">Where its elements are.</param>
/// <param name="Element">What they are; of the same size as the storage's unless that has plain bytes.</param>
/// <param name="Offset">Its first element, counted in its own elements.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Strides">How many elements apart neighbours along each axis are.</param>
internal sealed record TorchTensor(TorchStorage Storage, WeightElement Element, long Offset, long[] Shape, long[] Strides)
{
    private const int MaxAxes = 64;

    // Beyond it, a copy in order would need more memory than this machine may have.
    private const long MaxReordered = 1 << 28;

    /// <summary>Makes sure that a tensor's elements all lie in its storage, each at its own place.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public void Check()
    {
        if (Shape.Length != Strides.Length || Shape.Length > MaxAxes)
        {
            throw new InvalidDataException($"it has {Shape.Length} axes and {Strides.Length} strides");
        }

        long count = Element.Count(Shape);
        if (Offset < 0 || Strides.Any(s => s < 0))
        {
            throw new InvalidDataException("it lies before the beginning of its storage");
        }

        if (count == 0)
        {
            return;
        }

        // No sum of 64 products of 63-bit numbers leaves 128 bits.
        Int128 last = Offset;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            last += (Int128)(Shape[axis] - 1) * Strides[axis];
        }

        long stored = Storage.Bytes / Element.Bytes;
        if (last >= stored)
        {
            throw new InvalidDataException($"it reaches to element {last} of a storage that has {stored}");
        }

        if (!IsRowMajor)
        {
            CheckReordered(count);
        }
    }

    /// <summary>Whether the elements stand in the storage in the order of reading.</summary>
    public bool IsRowMajor
    {
        get
        {
            long[] expected = StridedTensor.RowMajor(Shape);
            return Shape.Contains(0) || Enumerable.Range(0, Shape.Length).All(a => Shape[a] == 1 || Strides[a] == expected[a]);
        }
    }

    private void CheckReordered(long count)
    {
        long reach = 1;
        foreach (int axis in Enumerable.Range(0, Shape.Length).Where(a => Shape[a] > 1).OrderBy(a => Strides[a]))
        {
            if (Strides[axis] < reach)
            {
                throw new InvalidDataException(
                    $"several of its elements share one place (shape {WeightNames.Shape(Shape)}, strides {WeightNames.Shape(Strides)}), which no weights do");
            }

            reach = Strides[axis] * (Shape[axis] - 1) + reach;
        }

        if (count > MaxReordered)
        {
            throw new InvalidDataException($"its {count} elements are not stored in their order, which is read up to {MaxReordered} of them");
        }
    }
}
