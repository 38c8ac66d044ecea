using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Quantization;

/// <summary>Decides what of a graph is quantized, and makes the edit of its file that does it.</summary>
internal sealed class QuantizationPlan
{
    // Narrower products take little time, and the classifier is one of them: its scores are what is asked for.
    private const int LeastOutputs = 64;
    private const int LeastTableRows = 64;

    // QuantizeLinear came with 10, negative axes with 11.
    private const int LeastOpset = 11;

    private static readonly string[] _integerProducts =
        ["MatMulInteger", "MatMulIntegerToFloat", "QLinearMatMul", "DynamicQuantizeMatMul", "QGemm", "QAttention", "MatMulNBits", "ConvInteger"];

    private readonly OnnxModel _model;
    private readonly TensorFiles _files;
    private readonly SymmetricRange _range;
    private readonly GraphConstants _constants;
    private readonly QuantizedNodes _nodes;
    private readonly Dictionary<(string Name, bool IsTurned, bool IsTable), (string Values, string Scales)> _stored = [];
    private readonly List<GraphTensor> _tensors = [];
    private readonly Dictionary<OnnxNode, IReadOnlyList<GraphNode>> _replaced = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _skipped = [];

    private QuantizationPlan(OnnxModel model, TensorFiles files, int weightBits)
    {
        (_model, _files, _range) = (model, files, SymmetricRange.OfBits(weightBits));
        _constants = new GraphConstants(model);
        HashSet<string> names = new(model.InnerNames, StringComparer.Ordinal);
        names.UnionWith(model.Initializers.Keys);
        names.UnionWith(model.Inputs.Concat(model.InitializedInputs).Concat(model.Outputs).Select(v => v.Name));
        names.UnionWith(model.Nodes.SelectMany(n => n.Inputs.Concat(n.Outputs)));
        _nodes = new QuantizedNodes(names, Opset(model));
    }

    /// <summary>Makes the edit.</summary>
    /// <param name="model">The structure of the model's file.</param>
    /// <param name="files">The files that hold its tensors; needed until the edit is written.</param>
    /// <param name="weightBits">Bits a weight: 7 or 8.</param>
    /// <exception cref="InvalidDataException">There is nothing to quantize in it, or it is quantized already, or of a form that is not supported.</exception>
    public static OnnxFileEdit Of(OnnxModel model, TensorFiles files, int weightBits)
    {
        Check(model);
        var plan = new QuantizationPlan(model, files, weightBits);
        plan.Replace();
        FileCut[] cuts = [.. plan._replaced.Select(r => new FileCut(r.Key.Span, r.Value)), .. new UnusedParts(model, plan._constants, plan._replaced).Find()];
        GraphTensor[] moved = [.. ExternalTensors(model, cuts).Select(t => Moved(files, t))];
        return new OnnxFileEdit(
            [.. cuts, .. ExternalTensors(model, cuts).Select(t => new FileCut(t.Span, []))],
            [.. plan._tensors, .. plan._nodes.Tensors, .. moved],
            [WeightBits.Note(weightBits)]);
    }

    private static void Check(OnnxModel model)
    {
        if (WeightBits.Of(model) is { } bits)
        {
            throw new InvalidDataException($"it is quantized already, to weights of {bits} bits. Quantize the model that it was made from");
        }

        if (model.Nodes.FirstOrDefault(n => _integerProducts.Contains(n.OpType)) is { } node)
        {
            throw new InvalidDataException($"it is quantized already: its operator '{node.Outputs.FirstOrDefault()}' is a {node.OpType}. Quantize the model that it was made from");
        }

        if (model.GraphCount != 1)
        {
            throw new InvalidDataException("its graph is stored in several pieces. Export it again");
        }

        if (Opset(model) < LeastOpset)
        {
            throw new InvalidDataException($"it uses version {Opset(model)} of ONNX's operators, where {LeastOpset} or later is needed. Export it again with a newer opset");
        }

        if (model.ExternalTensors.Count > model.Initializers.Values.Count(t => t.External.Count > 0 || t.IsExternal))
        {
            throw new InvalidDataException("attributes or inner graphs have data in other files. Export it again as one file");
        }
    }

    // What stays of the data in other files moves into the new one.
    private static IEnumerable<OnnxTensor> ExternalTensors(OnnxModel model, FileCut[] cuts) =>
        model.Initializers.Values.Where(t => t.External.Count > 0 && cuts.All(c => c.Span != t.Span));

    private static GraphTensor Moved(TensorFiles files, OnnxTensor tensor) =>
        new(tensor.Name, tensor.ElementType, tensor.Dimensions, stream => files.Copy(tensor.Name, tensor, stream));

    private static long Opset(OnnxModel model) => model.Opsets.GetValueOrDefault("", model.Opsets.GetValueOrDefault("ai.onnx"));

    private void Replace()
    {
        bool hasProduct = false;
        foreach (OnnxNode node in _model.Nodes.Where(n => n.Domain.Length == 0 && n.Outputs.Count == 1))
        {
            if (node.OpType is "MatMul" or "Gemm" && node.Inputs.Count >= 2)
            {
                hasProduct |= TryProduct(node);
            }
            else if (node.OpType == "Gather" && node.Inputs.Count == 2)
            {
                TryTable(node);
            }
        }

        if (!hasProduct)
        {
            string found = _skipped.Count == 0 ? "it has none at all" : "it has " + string.Join("; ", _skipped.Take(3)) + (_skipped.Count > 3 ? $"; and {_skipped.Count - 3} more" : "");
            throw new InvalidDataException(
                $"it has no product (MatMul, Gemm) with a constant matrix of 32-bit weights and {LeastOutputs} outputs or more: {found}");
        }
    }

    private bool TryProduct(OnnxNode node)
    {
        bool isGemm = node.OpType == "Gemm";
        StoredMatrix? weights = _constants.Matrix(node.Inputs[1]);
        if (weights is null || _constants.IsConstant(node.Inputs[0]))
        {
            if (_constants.IsConstant(node.Inputs[1]))
            {
                _skipped.Add($"'{node.Outputs[0]}' with {_constants.Describe(node.Inputs[1])}");
            }

            return false;
        }

        bool isTurned = weights.IsTurned ^ Attribute(node, "transB", 0) != 0;
        long outputs = (weights with { IsTurned = isTurned }).Columns;
        if (outputs < LeastOutputs || (isGemm && !IsPlain(node)))
        {
            _skipped.Add($"'{node.Outputs[0]}' with {outputs} outputs" + (outputs < LeastOutputs ? "" : ", scaled or turned"));
            return false;
        }

        weights = weights with { IsTurned = isTurned };
        (string values, string scales) = Store(weights, isTable: false);
        string? bias = node.Inputs.Count > 2 && node.Inputs[2].Length > 0 ? node.Inputs[2] : null;
        _replaced.Add(node, _nodes.Product(node.Inputs[0], weights.Rows, values, scales, bias, node.Outputs[0]));
        return true;
    }

    private void TryTable(OnnxNode node)
    {
        if (Attribute(node, "axis", 0) == 0 && _constants.Matrix(node.Inputs[0]) is { IsTurned: false, Rows: >= LeastTableRows, Columns: >= LeastOutputs } table
            && !_constants.IsConstant(node.Inputs[1]))
        {
            (string values, string scales) = Store(table, isTable: true);
            _replaced.Add(node, _nodes.Pick(values, scales, node.Inputs[1], node.Outputs[0]));
        }
    }

    private (string Values, string Scales) Store(StoredMatrix matrix, bool isTable)
    {
        if (!_stored.TryGetValue((matrix.Name, matrix.IsTurned, isTable), out (string Values, string Scales) names))
        {
            WeightTensor weights = _files.Open(matrix.Name, matrix.Tensor);
            _stored.Add((matrix.Name, matrix.IsTurned, isTable), names = (_nodes.Fresh(matrix.Name + ".int8"), _nodes.Fresh(matrix.Name + ".scale")));
            _tensors.AddRange(isTable
                ? QuantizedMatrix.Table(names.Values, names.Scales, weights, SymmetricRange.OfBits(WeightBits.Most))
                : QuantizedMatrix.Product(names.Values, names.Scales, weights, matrix.IsTurned, _range));
        }

        return names;
    }

    private static bool IsPlain(OnnxNode gemm) =>
        Attribute(gemm, "transA", 0) == 0 && gemm.Attributes.GetValueOrDefault("alpha")?.Number is null or 1 && gemm.Attributes.GetValueOrDefault("beta")?.Number is null or 1;

    private static long Attribute(OnnxNode node, string name, long usual) => node.Attributes.GetValueOrDefault(name)?.Integer ?? usual;
}
