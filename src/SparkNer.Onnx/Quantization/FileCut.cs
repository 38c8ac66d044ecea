using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>A field of a model's graph that is left out of the new file.</summary>
/// <param name="Span">Where it lies in the old file.</param>
/// <param name="Nodes">The operators that stand in its place.</param>
internal sealed record FileCut(ByteSpan Span, IReadOnlyList<GraphNode> Nodes);
