using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>An ONNX file with some fields of its graph replaced and others added; every other byte stays as it is.</summary>
/// <param name="Cuts">What is left out, and what stands there instead.</param>
/// <param name="Tensors">Constants that are added.</param>
/// <param name="Metadata">Notes that are added.</param>
internal sealed record OnnxFileEdit(IReadOnlyList<FileCut> Cuts, IReadOnlyList<GraphTensor> Tensors, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    /// <summary>Writes the new file. The values of tensors go straight through.</summary>
    /// <param name="model">The old file's structure.</param>
    /// <param name="files">The old file.</param>
    /// <param name="destination">Gets the new one.</param>
    /// <exception cref="InvalidDataException">It would be larger than an ONNX file can be; nothing is written then.</exception>
    public void Write(OnnxModel model, TensorFiles files, Stream destination)
    {
        long length = files.Length;
        ByteSpan graph = model.Graph;
        Piece[] pieces = [.. Cuts.OrderBy(c => c.Span.FieldStart).Select(c => new Piece(c.Span, NodesOf(c)))];
        (GraphTensor Tensor, ProtoMessage Header)[] tensors = [.. Tensors.Select(t => (t, OnnxGraphWriter.Header(t)))];
        long size = graph.Length + pieces.Sum(p => p.Replacement.Bytes.Length - (p.Span.End - p.Span.FieldStart)) + tensors.Sum(t => t.Header.Bytes.Length + t.Tensor.ByteCount);
        ProtoMessage head = new ProtoMessage().BytesHeader(7, size);
        ProtoMessage tail = Tail(model);
        OnnxGraphWriter.CheckSize(length - (graph.End - graph.FieldStart) + head.Bytes.Length + size + tail.Bytes.Length);

        files.Copy(0, graph.FieldStart, destination);
        destination.Write(head.Bytes.Span);
        long at = graph.Start;
        foreach ((ByteSpan span, ProtoMessage replacement) in pieces)
        {
            files.Copy(at, span.FieldStart - at, destination);
            destination.Write(replacement.Bytes.Span);
            at = span.End;
        }

        files.Copy(at, graph.End - at, destination);
        foreach ((GraphTensor tensor, ProtoMessage header) in tensors)
        {
            OnnxGraphWriter.Write(tensor, header, destination);
        }

        files.Copy(graph.End, length - graph.End, destination);
        destination.Write(tail.Bytes.Span);
    }

    private static ProtoMessage NodesOf(FileCut cut)
    {
        var message = new ProtoMessage();
        foreach (GraphNode node in cut.Nodes)
        {
            message.Message(1, OnnxGraphWriter.Node(node));
        }

        return message;
    }

    private ProtoMessage Tail(OnnxModel model)
    {
        var tail = new ProtoMessage();
        if (!model.Opsets.ContainsKey(GraphNode.Microsoft))
        {
            tail.Append(OnnxGraphWriter.Opset(GraphNode.Microsoft, 1));
        }

        foreach ((string key, string value) in Metadata)
        {
            tail.Append(OnnxGraphWriter.Note(key, value));
        }

        return tail;
    }

    private readonly record struct Piece(ByteSpan Span, ProtoMessage Replacement);
}
