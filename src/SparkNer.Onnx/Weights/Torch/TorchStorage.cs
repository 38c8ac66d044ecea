namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A row of elements that tensors are views of, as a pickle describes it.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Element">Its elements.</param>
/// <param name="Count">How many elements it has.</param>
internal sealed record TorchStorage(string Key, WeightElement Element, long Count)
{
    /// <summary>How many elements of the file's storage come before the first of these.</summary>
    public long Start { get; init; }

    /// <summary>Its size in the file.</summary>
    public long Bytes => Count * Element.Bytes;
}
