using System.Runtime.InteropServices;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Cli.Bench.RandomModel;

/// <summary>Collects an ONNX graph and writes it with weights drawn at random: what a measurement needs of a model, and all it needs.</summary>
internal sealed class RandomGraph(int seed)
{
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private const int OpsetVersion = 17;
    private const int IrVersion = 8;

    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<Weight> _weights = [];
    private readonly List<ProtoMessage> _constants = [];
    private readonly List<ProtoMessage> _inputs = [];
    private readonly List<ProtoMessage> _outputs = [];
    private int _names;

    /// <summary>The number of random weights.</summary>
    public long Parameters => _weights.Sum(w => w.Count);

    /// <summary>Declares an input of 64-bit integers.</summary>
    public string Input(string name, params ReadOnlySpan<string> axes)
    {
        _inputs.Add(ValueInfo(name, Int64Type, axes));
        return name;
    }

    /// <summary>Declares an output of floats; an axis that is a number is fixed.</summary>
    public void Output(string name, params ReadOnlySpan<string> axes) => _outputs.Add(ValueInfo(name, FloatType, axes));

    /// <summary>A tensor of random numbers around a mean.</summary>
    public string Weights(string name, float mean, float deviation, params ReadOnlySpan<long> shape)
    {
        _weights.Add(new Weight(name, mean, deviation, shape.ToArray()));
        return name;
    }

    /// <summary>A constant of 64-bit integers; a scalar if <paramref name="isScalar"/>.</summary>
    public string Constant(ReadOnlySpan<long> values, bool isScalar = false)
    {
        string name = $"c{_names++}";
        var tensor = new ProtoMessage();
        if (!isScalar)
        {
            tensor.Int(1, values.Length);
        }

        _constants.Add(tensor.Int(2, Int64Type).Text(8, name).Raw(9, MemoryMarshal.AsBytes(values)));
        return name;
    }

    /// <summary>A constant number.</summary>
    public string Constant(float value)
    {
        string name = $"c{_names++}";
        _constants.Add(new ProtoMessage().Int(2, FloatType).Text(8, name).Raw(9, BitConverter.GetBytes(value)));
        return name;
    }

    /// <summary>Adds an operator.</summary>
    /// <returns>The name of its output.</returns>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string output = $"v{_names++}";
        Node(operation, inputs, output, attributes);
        return output;
    }

    /// <summary>Adds an operator whose output has a name.</summary>
    public void Node(string operation, string[] inputs, string output, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtoMessage();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach ((string name, object value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        _nodes.Add(node);
    }

    /// <summary>Writes the model; the weights are drawn while it is written.</summary>
    public void Write(Stream stream)
    {
        var head = new ProtoMessage().Text(2, "random");
        foreach (ProtoMessage node in _nodes)
        {
            head.Message(1, node);
        }

        foreach (ProtoMessage constant in _constants)
        {
            head.Message(5, constant);
        }

        foreach (ProtoMessage input in _inputs)
        {
            head.Message(11, input);
        }

        foreach (ProtoMessage output in _outputs)
        {
            head.Message(12, output);
        }

        (Weight Weight, ProtoMessage Header)[] weights = [.. _weights.Select(w => (w, w.Header()))];
        long length = head.Bytes.Length + weights.Sum(w => w.Header.Bytes.Length + w.Weight.ByteCount);
        ProtoMessage model = new ProtoMessage().Int(1, IrVersion).Text(2, "sparkner bench")
            .Message(8, new ProtoMessage().Text(1, "").Int(2, OpsetVersion)).BytesHeader(7, length);
        stream.Write(model.Bytes.Span);
        stream.Write(head.Bytes.Span);
        var random = new Random(seed);
        foreach ((Weight weight, ProtoMessage header) in weights)
        {
            stream.Write(header.Bytes.Span);
            weight.WriteTo(stream, random);
        }
    }

    private static ProtoMessage Attribute(string name, object value)
    {
        var attribute = new ProtoMessage().Text(1, name);
        switch (value)
        {
            case float number:
                return attribute.Float(2, number).Int(20, 1);
            case int number:
                return attribute.Int(3, number).Int(20, 2);
            default:
                foreach (int number in (int[])value)
                {
                    attribute.Int(8, number);
                }

                return attribute.Int(20, 7);
        }
    }

    private static ProtoMessage ValueInfo(string name, int elementType, ReadOnlySpan<string> axes)
    {
        var shape = new ProtoMessage();
        foreach (string axis in axes)
        {
            shape.Message(1, long.TryParse(axis, out long size) ? new ProtoMessage().Int(1, size) : new ProtoMessage().Text(2, axis));
        }

        ProtoMessage tensor = new ProtoMessage().Int(1, elementType).Message(2, shape);
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }

    private sealed record Weight(string Name, float Mean, float Deviation, long[] Shape)
    {
        public long Count => Shape.Aggregate(1L, (a, b) => a * b);

        public long ByteCount => Count * sizeof(float);

        /// <summary>The tensor's field in the graph up to its values.</summary>
        public ProtoMessage Header()
        {
            var tensor = new ProtoMessage();
            foreach (long size in Shape)
            {
                tensor.Int(1, size);
            }

            tensor.Int(2, FloatType).Text(8, Name).BytesHeader(9, ByteCount);
            ProtoMessage field = new ProtoMessage().BytesHeader(5, tensor.Bytes.Length + ByteCount);
            return field.Append(tensor);
        }

        public void WriteTo(Stream stream, Random random)
        {
            const int block = 16 * 1024;
            float[] values = new float[block];

            // Uniform numbers of that deviation: nothing here depends on the distribution's form.
            float width = Deviation * MathF.Sqrt(12);
            for (long left = Count; left > 0; left -= block)
            {
                Span<float> part = values.AsSpan(0, (int)Math.Min(left, block));
                foreach (ref float value in part)
                {
                    value = Mean + ((random.NextSingle() - 0.5f) * width);
                }

                stream.Write(MemoryMarshal.AsBytes(part));
            }
        }
    }
}
