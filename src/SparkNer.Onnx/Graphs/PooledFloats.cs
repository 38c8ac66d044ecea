using System.Buffers;

namespace SparkNer.Onnx.Graphs;

/// <summary>Numbers that are borrowed until disposed.</summary>
internal readonly ref struct PooledFloats(int length)
{
    private readonly float[] _array = ArrayPool<float>.Shared.Rent(length);

    /// <summary>The numbers; at first whatever was there.</summary>
    public Span<float> Span => _array.AsSpan(0, length);

    /// <summary>Gives them back.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_array);
}
