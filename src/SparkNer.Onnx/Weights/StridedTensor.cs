using System.Buffers;

namespace SparkNer.Onnx.Weights;

/// <summary>A tensor whose elements stand in a file in another order, such as a transposed matrix.</summary>
/// <remarks>
/// Its values are put in order when the first ones are asked for, and kept until the last ones were: one such tensor at a time lies in memory. Checkpoints of
/// models that were not changed by hand have none.
/// </remarks>
internal sealed class StridedTensor : StoredTensor
{
    private const int Window = 1 << 14;

    private readonly Lock _lock = new();
    private readonly long[] _strides;
    private readonly long _stored;
    private float[]? _ordered;

    /// <summary>Describes a tensor; the file is not read.</summary>
    /// <param name="file">The file, which stays the caller's.</param>
    /// <param name="name">The tensor's name.</param>
    /// <param name="element">What its elements are.</param>
    /// <param name="shape">The sizes of the axes, none of them 0.</param>
    /// <param name="strides">How many elements apart neighbours along each axis are; no two elements stand at the same place.</param>
    /// <param name="offset">Where in the file its first element is, in bytes.</param>
    public StridedTensor(WeightFile file, string name, WeightElement element, IReadOnlyList<long> shape, long[] strides, long offset)
        : base(file, name, element, shape, offset)
    {
        _strides = strides;
        _stored = 1 + shape.Select((size, axis) => (size - 1) * strides[axis]).Sum();
    }

    /// <inheritdoc/>
    private protected override void ReadCore(long start, Span<float> destination)
    {
        lock (_lock)
        {
            _ordered ??= Order();
            _ordered.AsSpan((int)start, destination.Length).CopyTo(destination);
            if (start + destination.Length == Count)
            {
                _ordered = null;
            }
        }
    }

    // Walks through the file from front to back, the axis of the largest stride outermost.
    private float[] Order()
    {
        float[] ordered = new float[Count];
        int[] axes = [.. Enumerable.Range(0, Shape.Count).OrderByDescending(a => _strides[a])];
        long[] ours = RowMajor(Shape);
        long[] at = new long[Shape.Count];
        float[] window = ArrayPool<float>.Shared.Rent(Window);
        long windowStart = 0;
        long windowEnd = 0;
        long stored = 0;
        long place = 0;
        for (long left = Count; left > 0; left--)
        {
            if (stored >= windowEnd)
            {
                windowStart = stored;
                windowEnd = Math.Min(_stored, stored + Window);
                ReadStored(windowStart, window.AsSpan(0, (int)(windowEnd - windowStart)));
            }

            ordered[place] = window[stored - windowStart];
            for (int i = axes.Length - 1; i >= 0; i--)
            {
                int axis = axes[i];
                stored += _strides[axis];
                place += ours[axis];
                if (++at[axis] < Shape[axis])
                {
                    break;
                }

                stored -= at[axis] * _strides[axis];
                place -= at[axis] * ours[axis];
                at[axis] = 0;
            }
        }

        ArrayPool<float>.Shared.Return(window);
        return ordered;
    }

    /// <summary>The strides of a tensor whose last axis is innermost.</summary>
    public static long[] RowMajor(IReadOnlyList<long> shape)
    {
        long[] strides = new long[shape.Count];
        long stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }
}
