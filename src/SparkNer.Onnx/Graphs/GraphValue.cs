using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Graphs;

/// <summary>An input or output of a graph to be written.</summary>
/// <param name="Name">The name.</param>
/// <param name="ElementType">The element type.</param>
/// <param name="Axes">The axes, outermost first.</param>
internal sealed record GraphValue(string Name, OnnxElementType ElementType, params IReadOnlyList<GraphAxis> Axes);
