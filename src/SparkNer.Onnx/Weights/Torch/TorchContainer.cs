namespace SparkNer.Onnx.Weights.Torch;

/// <summary>What a checkpoint's file says, in either form.</summary>
/// <param name="Root">The pickled object.</param>
/// <param name="Places">Where in the file each storage's bytes begin.</param>
internal sealed record TorchContainer(object? Root, IReadOnlyDictionary<string, long> Places);
