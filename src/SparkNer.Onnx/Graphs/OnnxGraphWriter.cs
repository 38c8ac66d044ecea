using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Graphs;

/// <summary>Writes a graph as an ONNX file. All sizes are known ahead, so the values of the tensors go straight through to the stream.</summary>
internal static class OnnxGraphWriter
{
    /// <summary>The most bytes that an ONNX file can have: protobuf's limit.</summary>
    public const long MaxBytes = int.MaxValue;

    private const int IrVersion = 8;
    private const string Producer = "sparkner";

    private static readonly string _version = typeof(OnnxGraphWriter).Assembly.GetName().Version!.ToString(3);

    /// <summary>Writes the graph. The same graph gives the same bytes.</summary>
    /// <exception cref="InvalidDataException">It takes more than <see cref="MaxBytes"/>; nothing is written then.</exception>
    public static void Write(OnnxGraph graph, Stream stream)
    {
        ProtoMessage structure = Structure(graph);
        ProtoMessage[] headers = [.. graph.Initializers.Select(Header)];
        long length = structure.Bytes.Length + graph.Initializers.Zip(headers, static (t, h) => h.Bytes.Length + t.ByteCount).Sum();
        ProtoMessage model = Model(graph).BytesHeader(7, length);
        CheckSize(model.Bytes.Length + length);
        stream.Write(model.Bytes.Span);
        stream.Write(structure.Bytes.Span);
        foreach ((GraphTensor tensor, ProtoMessage header) in graph.Initializers.Zip(headers))
        {
            Write(tensor, header, stream);
        }
    }

    /// <summary>Checks the size of a file before it is written.</summary>
    /// <exception cref="InvalidDataException">It is more than <see cref="MaxBytes"/>.</exception>
    public static void CheckSize(long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new InvalidDataException($"its graph takes {bytes >> 20} MiB, where an ONNX file holds {MaxBytes >> 20} at most");
        }
    }

    /// <summary>Writes a tensor as a field of a graph.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="header">Its <see cref="Header"/>.</param>
    /// <param name="stream">Gets both.</param>
    public static void Write(GraphTensor tensor, ProtoMessage header, Stream stream)
    {
        stream.Write(header.Bytes.Span);
        var values = new ExactStream(stream, tensor.ByteCount);
        tensor.WriteTo(values);
        values.CheckFull(tensor.Name);
    }

    /// <summary>A field of a model: the version of a domain's operators.</summary>
    public static ProtoMessage Opset(string domain, long version) => new ProtoMessage().Message(8, new ProtoMessage().Text(1, domain).Int(2, version));

    /// <summary>A field of a model: a note.</summary>
    public static ProtoMessage Note(string key, string value) => new ProtoMessage().Message(14, new ProtoMessage().Text(1, key).Text(2, value));

    // Without the field that holds the graph, which comes last.
    private static ProtoMessage Model(OnnxGraph graph)
    {
        ProtoMessage model = new ProtoMessage().Int(1, IrVersion).Text(2, Producer).Text(3, _version);
        foreach ((string domain, long version) in graph.Opsets)
        {
            model.Append(Opset(domain, version));
        }

        foreach ((string key, string value) in graph.Metadata)
        {
            model.Append(Note(key, value));
        }

        return model;
    }

    private static ProtoMessage Structure(OnnxGraph graph)
    {
        ProtoMessage structure = new ProtoMessage().Text(2, graph.Name);
        foreach (GraphNode node in graph.Nodes)
        {
            structure.Message(1, Node(node));
        }

        foreach (GraphValue input in graph.Inputs)
        {
            structure.Message(11, Value(input));
        }

        foreach (GraphValue output in graph.Outputs)
        {
            structure.Message(12, Value(output));
        }

        return structure;
    }

    /// <summary>The content of an operator.</summary>
    public static ProtoMessage Node(GraphNode node)
    {
        var message = new ProtoMessage();
        foreach (string input in node.Inputs)
        {
            message.Text(1, input);
        }

        foreach (string output in node.Outputs)
        {
            message.Text(2, output);
        }

        message.Text(3, node.Outputs[0]).Text(4, node.Operation);
        foreach (GraphAttribute attribute in node.Attributes)
        {
            message.Message(5, Attribute(attribute));
        }

        return node.Domain.Length == 0 ? message : message.Text(7, node.Domain);
    }

    private static ProtoMessage Attribute(GraphAttribute attribute)
    {
        ProtoMessage message = new ProtoMessage().Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case float number:
                return message.Float(2, number).Int(20, 1);
            case long number:
                return message.Int(3, number).Int(20, 2);
            case string text:
                return message.Text(4, text).Int(20, 3);
            case GraphTensor tensor:
                using (var values = new MemoryStream())
                {
                    tensor.WriteTo(values);
                    return message.Message(5, TensorHead(tensor).Raw(9, values.GetBuffer().AsSpan(0, (int)values.Length))).Int(20, 4);
                }

            default:
                foreach (long number in (IReadOnlyList<long>)attribute.Value)
                {
                    message.Int(8, number);
                }

                return message.Int(20, 7);
        }
    }

    private static ProtoMessage Value(GraphValue value)
    {
        var shape = new ProtoMessage();
        foreach (GraphAxis axis in value.Axes)
        {
            shape.Message(1, axis.Size is { } size ? new ProtoMessage().Int(1, size) : new ProtoMessage().Text(2, axis.Name!));
        }

        ProtoMessage tensor = new ProtoMessage().Int(1, (int)value.ElementType).Message(2, shape);
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, tensor));
    }

    /// <summary>The tensor's field in the graph up to its values.</summary>
    public static ProtoMessage Header(GraphTensor tensor)
    {
        ProtoMessage head = TensorHead(tensor).BytesHeader(9, tensor.ByteCount);
        return new ProtoMessage().BytesHeader(5, head.Bytes.Length + tensor.ByteCount).Append(head);
    }

    private static ProtoMessage TensorHead(GraphTensor tensor)
    {
        var head = new ProtoMessage();
        foreach (long size in tensor.Dimensions)
        {
            head.Int(1, size);
        }

        return head.Int(2, (int)tensor.ElementType).Text(8, tensor.Name);
    }
}
