namespace SparkNer.Onnx.Protobuf;

/// <summary>An attribute of a node: what of it matters here.</summary>
/// <param name="Name">The name.</param>
/// <param name="Number">Its number, if it is one.</param>
/// <param name="Integer">Its whole number, if it is one.</param>
/// <param name="Integers">Its whole numbers, if it is a list of them.</param>
/// <param name="Tensor">Its tensor, if it is one.</param>
internal sealed record OnnxAttribute(string Name, float? Number, long? Integer, IReadOnlyList<long> Integers, OnnxTensor? Tensor);
