using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Weights with tensors added, left out, renamed or replaced.</summary>
internal sealed class ChangedWeights(IEnumerable<WeightTensor> tensors) : WeightSet
{
    public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; } = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public override IReadOnlyList<string> FileNames => [];

    public static ChangedWeights Renamed(WeightSet weights, Func<string, string> name) =>
        new(weights.Tensors.Values.Select(t => Changed(t, name: name(t.Name))));

    public static ChangedWeights Replaced(WeightSet weights, string name, Func<WeightTensor, WeightTensor> change) =>
        new(weights.Tensors.Values.Select(t => t.Name == name ? change(t) : t));

    public static ChangedWeights With(WeightSet weights, string name, params long[] shape) =>
        new([.. weights.Tensors.Values, new ChangedTensor(null, name, WeightType.Float32, shape, _ => { })]);

    public static ChangedWeights Without(WeightSet weights, string name) => new(weights.Tensors.Values.Where(t => t.Name != name));

    /// <summary>A tensor that is like another but for what is given.</summary>
    public static WeightTensor Changed(WeightTensor tensor, string? name = null, WeightType? type = null, long[]? shape = null, Action<float[]>? values = null) =>
        new ChangedTensor(tensor, name ?? tensor.Name, type ?? tensor.Type, shape ?? tensor.Shape, values);

    public override void Dispose()
    {
    }

    private sealed class ChangedTensor(WeightTensor? inner, string name, WeightType type, IReadOnlyList<long> shape, Action<float[]>? change)
        : WeightTensor(name, type, shape)
    {
        private readonly Lazy<float[]> _values = new(() =>
        {
            float[] values = inner?.Values() ?? new float[shape.Aggregate(1L, (a, b) => a * b)];
            change?.Invoke(values);
            return values;
        });

        public override void Read(long start, Span<float> destination) => _values.Value.AsSpan((int)start, destination.Length).CopyTo(destination);
    }
}
