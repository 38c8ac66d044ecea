using SparkNer.Onnx.Graphs;

namespace SparkNer.Onnx.Weights;

/// <summary>
/// Weights drawn at random for an architecture: what a measurement needs of a model. The same seed gives the same weights, whatever is read first; nothing is
/// stored.
/// </summary>
internal sealed class RandomWeights : WeightSet
{
    /// <summary>Weights for an architecture.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="seed">From which they are drawn.</param>
    /// <param name="deviation">Their standard deviation.</param>
    public RandomWeights(ModelArchitecture architecture, int seed, float deviation = 0.02f) => Tensors = CheckpointTensor.Of(architecture)
        .Select((t, i) => Tensor(t, (t.IsHead ? "" : architecture.Family.Prefix) + t.Name, deviation, ((ulong)(uint)seed << 32) + (ulong)i))
        .ToDictionary(t => t.Name, WeightTensor (t) => t, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> FileNames => [];

    /// <summary>The number of weights.</summary>
    public long Count => Tensors.Values.Sum(t => t.Count);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    // A normalization's scale is around 1.
    private static RandomTensor Tensor(CheckpointTensor tensor, string name, float deviation, ulong seed) =>
        new(name, tensor.Shape, tensor.OldName?.EndsWith("gamma", StringComparison.Ordinal) == true ? 1 : 0, deviation, seed);

    private sealed class RandomTensor(string name, IReadOnlyList<long> shape, float mean, float deviation, ulong seed)
        : WeightTensor(name, WeightType.Float32, shape)
    {
        // Uniform numbers of that deviation: nothing that is measured depends on the distribution's form.
        private readonly float _width = deviation * MathF.Sqrt(12);

        public override void Read(long start, Span<float> destination)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(start + destination.Length, Count, nameof(start));
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = mean + ((Uniform(start + i) - 0.5f) * _width);
            }
        }

        // SplitMix64's output for a counter: any number can be drawn without those before it.
        private float Uniform(long index)
        {
            ulong mixed = (seed * 0xD1342543DE82EF95) + ((ulong)index * 0x9E3779B97F4A7C15);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (mixed >> 40) * (1f / (1 << 24));
        }
    }
}
