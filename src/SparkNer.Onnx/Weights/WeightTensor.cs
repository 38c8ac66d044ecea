namespace SparkNer.Onnx.Weights;

/// <summary>One tensor of a model's weights: its name, its shape, and its values on demand.</summary>
/// <remarks>Thread-safe. Values stay in the file until they are asked for: a model's weights never lie in memory as a whole.</remarks>
internal abstract class WeightTensor
{
    /// <summary>Creates a tensor.</summary>
    private protected WeightTensor(string name, WeightType type, IReadOnlyList<long> shape)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Count = shape.Aggregate(1L, static (product, size) => checked(product * size));
    }

    /// <summary>The tensor's name in the checkpoint, as it stands there.</summary>
    public string Name { get; }

    /// <summary>How the file stores the elements.</summary>
    public WeightType Type { get; }

    /// <summary>The sizes of the axes, outermost first; none for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>Reads elements in row-major order, widened or rounded to 32 bits.</summary>
    /// <param name="start">The first element.</param>
    /// <param name="destination">Gets as many elements as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has not so many elements.</exception>
    /// <exception cref="ModelFormatException">The file cannot be read any more, or the elements are no floating-point numbers.</exception>
    public abstract void Read(long start, Span<float> destination);
}
