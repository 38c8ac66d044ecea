using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>Makes the operators that stand for products and tables once their weights are 8-bit numbers.</summary>
/// <remarks>
/// What a product reads is quantized row by row, that is, each word piece's activations by their own largest one: so the numbers of a text do not depend on what
/// stands beside it in a batch. Products that read the same share that.
/// </remarks>
/// <param name="taken">The names that the graph uses; new ones are added.</param>
/// <param name="opset">The version of ONNX's operators.</param>
internal sealed class QuantizedNodes(HashSet<string> taken, long opset)
{
    // The largest 8-bit number on either side of the zero point.
    private const int Limit = 127;
    private const byte ZeroPoint = 128;

    // Where rows are all zero something must be divided by.
    private const float SmallestRange = 1e-10f;

    // From here on, what was an attribute is an input.
    private const int AxesAsInput = 18;

    private readonly Dictionary<string, (string Numbers, string Range)> _quantized = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);
    private readonly List<GraphTensor> _tensors = [];
    private List<GraphNode> _nodes = [];

    /// <summary>The constants that the operators read, beside the weights.</summary>
    public IReadOnlyList<GraphTensor> Tensors => _tensors;

    /// <summary>A name that nothing else in the graph has.</summary>
    public string Fresh(string name)
    {
        string fresh = name;
        for (int i = 2; !taken.Add(fresh); i++)
        {
            fresh = $"{name}.{i}";
        }

        return fresh;
    }

    /// <summary>A product with weights, and a sum with a bias where there is one.</summary>
    public IReadOnlyList<GraphNode> Product(string input, string weights, string scales, string? bias, string output)
    {
        _nodes = [];
        (string numbers, string range) = Quantize(input);
        string scaled = Add(
            output + ".scaled", "MatMulIntegerToFloat", [numbers, weights, Shared("quantization.step", 1f / Limit), scales, SharedZeroPoint()], GraphNode.Microsoft);
        if (bias is null)
        {
            _nodes.Add(new GraphNode("Mul", [scaled, range], [output]));
        }
        else
        {
            _nodes.Add(new GraphNode("Add", [Add(output + ".unbiased", "Mul", [scaled, range]), bias], [output]));
        }

        return _nodes;
    }

    /// <summary>Rows picked from a table.</summary>
    public IReadOnlyList<GraphNode> Pick(string values, string scales, string ids, string output)
    {
        _nodes = [];
        string picked = Add(output + ".int8", "Gather", [values, ids]);
        string numbers = Add(output + ".unscaled", "Cast", [picked], attributes: new GraphAttribute("to", (long)OnnxElementType.Float));
        _nodes.Add(new GraphNode("Mul", [numbers, Add(output + ".scale", "Gather", [scales, ids])], [output]));
        return _nodes;
    }

    private (string Numbers, string Range) Quantize(string input)
    {
        if (!_quantized.TryGetValue(input, out (string, string) made))
        {
            string range = Add(input + ".range", "Max", [Largest(Add(input + ".abs", "Abs", [input])), Shared("quantization.smallest_range", SmallestRange)]);
            string relative = Add(input + ".relative", "Div", [input, range]);
            string numbers = Add(input + ".uint8", "QuantizeLinear", [relative, Shared("quantization.step", 1f / Limit), SharedZeroPoint()]);
            _quantized.Add(input, made = (numbers, range));
        }

        return made;
    }

    // Over the last axis, which stays with one element.
    private string Largest(string input)
    {
        string name = input + ".max";
        return opset < AxesAsInput
            ? Add(name, "ReduceMax", [input], attributes: new GraphAttribute("axes", [-1L]))
            : Add(name, "ReduceMax", [input, Shared("quantization.last_axis", n => GraphTensor.Of(n, -1))]);
    }

    private string Shared(string name, float value) => Shared(name, n => GraphTensor.Scalar(n, value));

    private string SharedZeroPoint() => Shared("quantization.zero_point", n => GraphTensor.InMemory(n, OnnxElementType.UInt8, [], [ZeroPoint]));

    private string Shared(string name, Func<string, GraphTensor> make)
    {
        if (!_shared.TryGetValue(name, out string? fresh))
        {
            _shared.Add(name, fresh = Fresh(name));
            _tensors.Add(make(fresh));
        }

        return fresh;
    }

    private string Add(string name, string operation, IReadOnlyList<string> inputs, string domain = "", params IReadOnlyList<GraphAttribute> attributes)
    {
        string output = Fresh(name);
        _nodes.Add(new GraphNode(operation, inputs, [output], attributes) { Domain = domain });
        return output;
    }
}
