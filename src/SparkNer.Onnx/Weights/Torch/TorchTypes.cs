namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A class of storages in a pickle: the type of their elements.</summary>
/// <param name="Element">The elements; plain bytes for a storage without a type.</param>
internal sealed record TorchStorageClass(WeightElement Element);

/// <summary>An element type in a pickle.</summary>
/// <param name="Element">The elements.</param>
internal sealed record TorchType(WeightElement Element);
