using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A tensor of values that are at hand.</summary>
internal sealed class MemoryTensor(string name, float[] values, params long[] shape) : WeightTensor(name, WeightType.Float32, shape)
{
    public override void Read(long start, Span<float> destination) => values.AsSpan((int)start, destination.Length).CopyTo(destination);
}
