using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Graphs;

/// <summary>The part of a graph that is repeated: attention and the feed-forward block of one layer.</summary>
/// <remarks>
/// ONNX Runtime's own operators add a bias, a residual and normalize in one pass over the hidden states. The products with weights stay operators of their own,
/// for quantization to find; queries, keys and values are one of them, since they read the same.
/// </remarks>
internal sealed class LayerGraph
{
    private readonly ModelArchitecture _architecture;
    private readonly Checkpoint _checkpoint;
    private readonly GraphBuilder _graph;
    private readonly string _mask;

    /// <summary>Prepares what all layers share.</summary>
    /// <param name="architecture">The sizes.</param>
    /// <param name="checkpoint">The weights.</param>
    /// <param name="graph">Where to.</param>
    /// <param name="mask">The name of the mask, [batch, length]: 0 at padding.</param>
    public LayerGraph(ModelArchitecture architecture, Checkpoint checkpoint, GraphBuilder graph, string mask)
    {
        (_architecture, _checkpoint, _graph) = (architecture, checkpoint, graph);
        _mask = graph.Node(mask + ".int32", "Cast", [mask], new GraphAttribute("to", (long)OnnxElementType.Int32));
    }

    /// <summary>Adds a layer.</summary>
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="hidden">The name of the hidden states that it gets, [batch, length, width].</param>
    /// <returns>The name of those that it makes.</returns>
    public string Add(int layer, string hidden)
    {
        ModelFamily family = _architecture.Family;
        string source = $"{family.Layer}{layer}.";
        string name = $"layer.{layer}.";

        string context = Attention(source, name + "attention.", hidden);
        string gathered = Product(name + "attention.output", context, source + family.AttentionOutput);
        string attended = AddNormalized(
            name + "attention", gathered, hidden, Bias(name + "attention.output", source + family.AttentionOutput), source + family.AttentionNorm);
        string up = Product(name + "up", attended, source + family.Up);
        string active = Activate(name + "active", up, Bias(name + "up", source + family.Up));
        string down = Product(name + "down", active, source + family.Down);
        return AddNormalized(name + "output", down, attended, Bias(name + "down", source + family.Down), source + family.OutputNorm);
    }

    private string Attention(string source, string name, string hidden)
    {
        ModelFamily family = _architecture.Family;
        string[] sources = [source + family.Query, source + family.Key, source + family.Value];
        string joined = Product(name + "qkv", hidden, sources);
        IReadOnlyList<string> split = _graph.Node([name + "query", name + "key", name + "value"], "Split", [joined], new GraphAttribute("axis", -1));
        return _graph.Fused(
            name + "context",
            "MultiHeadAttention",
            [.. split, Bias(name + "qkv", sources), _mask],
            new GraphAttribute("num_heads", _architecture.Heads),

            // Lower than any score can be, as in the library: with ONNX Runtime's -10000 a padded position could still count beside very low scores.
            new GraphAttribute("mask_filter_value", float.MinValue));
    }

    private string Activate(string name, string input, string bias) => _architecture.Activation switch
    {
        Activation.Gelu => _graph.Fused(name, "BiasGelu", [input, bias]),
        Activation.TanhGelu => _graph.Fused(name, "FastGelu", [input, bias]),
        _ => _graph.Node(name, "Relu", [_graph.Node(name + ".input", "Add", [input, bias])]),
    };

    private string AddNormalized(string name, string input, string skip, string bias, string source) => _graph.Fused(
        name,
        "SkipLayerNormalization",
        [input, skip, .. Normalization.Constants(_graph, _checkpoint, source, name + ".norm"), bias],
        new GraphAttribute("epsilon", _architecture.Epsilon));

    private string Product(string name, string input, params IReadOnlyList<string> sources) => _graph.Node(
        name, "MatMul", [input, _graph.Constant(WeightContent.Linear(name + ".weight", [.. sources.Select(s => _checkpoint[s + ".weight"])]))]);

    private string Bias(string name, params IReadOnlyList<string> sources) =>
        _graph.Constant(WeightContent.Joined(name + ".bias", [.. sources.Select(s => _checkpoint[s + ".bias"])]));
}
