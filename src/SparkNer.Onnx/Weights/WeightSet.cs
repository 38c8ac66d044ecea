namespace SparkNer.Onnx.Weights;

/// <summary>All tensors of a model, whatever files they lie in.</summary>
/// <remarks>Holds files open until it is disposed.</remarks>
internal abstract class WeightSet : IDisposable
{
    /// <summary>The tensors by their names in the checkpoint.</summary>
    public abstract IReadOnlyDictionary<string, WeightTensor> Tensors { get; }

    /// <summary>The files that the tensors come from, as names relative to the model folder with <c>/</c>: the index of shards too.</summary>
    public abstract IReadOnlyList<string> FileNames { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
