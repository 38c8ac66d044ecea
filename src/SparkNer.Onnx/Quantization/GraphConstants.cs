using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Quantization;

/// <summary>Finds the constants of a graph behind the operators that exporters put between them and their readers.</summary>
internal sealed class GraphConstants
{
    private const int MaxSteps = 16;
    private const long Float = (long)OnnxElementType.Float;

    private readonly OnnxModel _model;
    private readonly Dictionary<string, OnnxNode> _makers = new(StringComparer.Ordinal);

    public GraphConstants(OnnxModel model)
    {
        _model = model;
        foreach (OnnxNode node in model.Nodes)
        {
            foreach (string output in node.Outputs)
            {
                _makers[output] = node;
            }
        }
    }

    /// <summary>Whether a value does not depend on the graph's inputs, as far as the known conversions show.</summary>
    public bool IsConstant(string name) => Follow(name).Tensor is not null;

    /// <summary>The matrix behind a name; null where there is none, or one that is not computed with as 32-bit numbers.</summary>
    public StoredMatrix? Matrix(string name)
    {
        (string source, OnnxTensor? tensor, bool isTurned, bool isFloat) = Follow(name);
        return tensor is { Dimensions: [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue] } && isFloat && TensorFiles.CanRead(tensor.ElementType)
            ? new StoredMatrix(source, tensor, isTurned)
            : null;
    }

    /// <summary>What a constant under a name is, for messages.</summary>
    public string Describe(string name) => Follow(name).Tensor is { } tensor
        ? $"{tensor.ElementType} [{string.Join(", ", tensor.Dimensions)}]"
        : "no constant";

    /// <summary>The operators between a name and the stored constant, that one with it.</summary>
    public IEnumerable<OnnxNode> Between(string name)
    {
        for (int step = 0; step < MaxSteps && _makers.TryGetValue(name, out OnnxNode? maker) && IsConversion(maker); step++)
        {
            yield return maker;
            if (maker.Inputs.Count == 0)
            {
                yield break;
            }

            name = maker.Inputs[0];
        }
    }

    private static bool IsConversion(OnnxNode node) => node.Domain.Length == 0 && node.OpType is "Constant" or "Cast" or "Identity" or "Transpose";

    private (string Source, OnnxTensor? Tensor, bool IsTurned, bool IsFloat) Follow(string name)
    {
        bool isTurned = false;

        // The last conversion decides what type the reader sees.
        bool? isFloat = null;
        foreach (OnnxNode maker in Between(name))
        {
            switch (maker.OpType)
            {
                case "Constant":
                    return (maker.Outputs[0], maker.Value, isTurned, isFloat ?? maker.Value?.ElementType == OnnxElementType.Float);
                case "Cast":
                    isFloat ??= maker.Attributes.GetValueOrDefault("to")?.Integer == Float;
                    break;
                case "Transpose":
                    if (maker.Attributes.GetValueOrDefault("perm")?.Integers is not (null or [1, 0]))
                    {
                        return (name, null, false, false);
                    }

                    isTurned = !isTurned;
                    break;
            }

            if (maker.Inputs.Count == 0)
            {
                return (name, null, false, false);
            }

            name = maker.Inputs[0];
        }

        return _model.Initializers.TryGetValue(name, out OnnxTensor? tensor)
            ? (name, tensor, isTurned, isFloat ?? tensor.ElementType == OnnxElementType.Float)
            : (name, null, false, false);
    }
}
