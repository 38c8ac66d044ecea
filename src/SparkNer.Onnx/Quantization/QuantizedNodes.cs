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

    private readonly Dictionary<string, (string Numbers, string Step)> _quantized = new(StringComparer.Ordinal);
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
    /// <param name="input">What is multiplied.</param>
    /// <param name="width">The size of its last axis.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="scales">Their scales.</param>
    /// <param name="bias">What is added; null for nothing.</param>
    /// <param name="output">What the sum is called.</param>
    public IReadOnlyList<GraphNode> Product(string input, long width, string weights, string scales, string? bias, string output)
    {
        _nodes = [];
        (string numbers, string step) = Quantize(input, width);
        string scaled = Add(
            output + ".unscaled", "MatMulIntegerToFloat", [numbers, weights, Shared("quantization.one", 1f), scales, SharedZeroPoint()], GraphNode.Microsoft);
        if (bias is null)
        {
            _nodes.Add(new GraphNode("Mul", [scaled, step], [output]));
        }
        else
        {
            _nodes.Add(new GraphNode("Add", [Add(output + ".unbiased", "Mul", [scaled, step]), bias], [output]));
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

    // Written for as few passes over the activations as ONNX Runtime's operators allow: with one scale a row, QuantizeLinear takes what would else be a division before it.
    private (string Numbers, string Step) Quantize(string input, long width)
    {
        if (!_quantized.TryGetValue(input, out (string, string) made))
        {
            string least = Add(input + ".negated_min", "Neg", [OverRow("ReduceMin", input + ".min", input)]);
            string range = Add(input + ".range", "Max", [OverRow("ReduceMax", input + ".max", input), least, Shared("quantization.smallest_range", SmallestRange)]);
            string step = Add(input + ".step", "Mul", [range, Shared("quantization.unit", 1f / Limit)]);
            string steps = Add(input + ".steps", "Reshape", [step, Shared("quantization.flat", n => GraphTensor.Of(n, -1))]);
            string zeroPoints = Add(input + ".zero_points", "Expand", [SharedZeroPoint(), Add(input + ".row_count", "Shape", [steps])]);
            string rows = Add(input + ".rows", "Reshape", [input, Shared($"quantization.rows_of_{width}", n => GraphTensor.Of(n, -1, width))]);
            string flat = Add(input + ".flat_uint8", "QuantizeLinear", [rows, steps, zeroPoints], GraphNode.Microsoft, new GraphAttribute("axis", 0));
            string numbers = Add(input + ".uint8", "Reshape", [flat, Add(input + ".shape", "Shape", [input])]);
            _quantized.Add(input, made = (numbers, step));
        }

        return made;
    }

    // The last axis stays, with one element.
    private string OverRow(string operation, string name, string input) => opset < AxesAsInput
        ? Add(name, operation, [input], attributes: new GraphAttribute("axes", [-1L]))
        : Add(name, operation, [input, Shared("quantization.last_axis", n => GraphTensor.Of(n, -1))]);

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
