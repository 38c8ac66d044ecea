namespace SparkNer.Onnx.Weights;

/// <summary>A tensor in a safetensors header.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Element">Its elements.</param>
/// <param name="Shape">The sizes of its axes.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record SafetensorsTensor(string Name, WeightElement Element, long[] Shape, long Begin, long End);
