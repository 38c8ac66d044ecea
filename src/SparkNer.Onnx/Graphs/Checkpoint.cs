using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Graphs;

/// <summary>A checkpoint whose tensors are those of an architecture: names, shapes and types are checked, values are not yet read.</summary>
internal sealed class Checkpoint
{
    // In the encoder, but nothing that a token classifier computes with.
    private static readonly string[] _unused = ["embeddings.position_ids", "embeddings.token_type_ids"];
    private static readonly string[] _encoderParts = ["embeddings.", "encoder.", "transformer."];
    private const string Pooler = "pooler.";

    private readonly Dictionary<string, WeightTensor> _tensors = new(StringComparer.Ordinal);

    /// <summary>Checks a checkpoint.</summary>
    /// <exception cref="InvalidDataException">It is not one of that architecture; the message names the tensor.</exception>
    public Checkpoint(ModelArchitecture architecture, WeightSet weights)
    {
        string modelType = architecture.Family.ModelType;
        string prefix = weights.Tensors.Keys.Any(n => n.StartsWith(architecture.Family.Prefix, StringComparison.Ordinal)) ? architecture.Family.Prefix : "";
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (CheckpointTensor expected in CheckpointTensor.Of(architecture))
        {
            WeightTensor tensor = Find(weights, expected, expected.IsHead ? "" : prefix) ?? throw new InvalidDataException(expected.IsHead
                ? $"it has no tensor '{expected.Name}': this is no token classifier's checkpoint. Take one that was trained for token classification"
                : $"it has no tensor '{prefix}{expected.Name}', which a {modelType} model of the size that config.json states has");
            Check(tensor, expected);
            _tensors.Add(expected.Name, tensor);
            taken.Add(tensor.Name);
        }

        // A model without them would be another one: more layers, adapters. Heads of other tasks are left alone, since many checkpoints still have them.
        string? other = weights.Tensors.Keys.Where(n => !taken.Contains(n) && IsInEncoder(n, prefix)).Order(StringComparer.Ordinal).FirstOrDefault();
        if (other is not null)
        {
            throw new InvalidDataException(
                $"its tensor {WeightNames.Quoted(other)} is in no {modelType} model of the size that config.json states: "
                + "the two files belong to different models, or to one of a kind that is not supported");
        }
    }

    /// <summary>A tensor by its name without prefix: of today's names, whatever the file calls it.</summary>
    public WeightTensor this[string name] => _tensors[name];

    private static WeightTensor? Find(WeightSet weights, CheckpointTensor expected, string prefix) =>
        weights.Tensors.TryGetValue(prefix + expected.Name, out WeightTensor? tensor) ? tensor
        : expected.OldName is { } old && weights.Tensors.TryGetValue(prefix + old, out tensor) ? tensor
        : null;

    private static void Check(WeightTensor tensor, CheckpointTensor expected)
    {
        if (tensor.Type == WeightType.Other)
        {
            throw new InvalidDataException($"its tensor {WeightNames.Quoted(tensor.Name)} holds no floating-point numbers");
        }

        if (!tensor.Shape.SequenceEqual(expected.Shape))
        {
            throw new InvalidDataException($"its tensor {WeightNames.Quoted(tensor.Name)} has the shape {WeightNames.Shape(tensor.Shape)}, where config.json asks for {WeightNames.Shape(expected.Shape)}");
        }
    }

    private static bool IsInEncoder(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        string rest = name[prefix.Length..];
        return !_unused.Contains(rest) && !rest.StartsWith(Pooler, StringComparison.Ordinal)
            && (prefix.Length > 0 || _encoderParts.Any(p => rest.StartsWith(p, StringComparison.Ordinal)));
    }
}
