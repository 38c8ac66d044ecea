namespace SparkNer.Onnx.Weights.Torch;

/// <summary>A pickle that goes on behind the bytes that were given.</summary>
internal sealed class PickleEndException() : Exception("its pickle ends in the middle");
