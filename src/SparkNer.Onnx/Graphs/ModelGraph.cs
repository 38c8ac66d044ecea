using System.Globalization;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Graphs;

/// <summary>
/// Makes a token classifier's graph of a checkpoint's weights: <c>OnnxGraphWriter.Write(ModelGraph.Build(ModelArchitecture.Parse(configJson), weights), stream)</c>.
/// </summary>
/// <remarks>
/// Inputs <c>input_ids</c>, <c>attention_mask</c> and, for a family with token types, <c>token_type_ids</c>, all int64 [batch, length]; output <c>logits</c>,
/// float [batch, length, labels]. What is multiplied with weights is a plain MatMul whose second input is a constant <c>....weight</c> of [in, out]. Values and
/// constants are called after what they are: <c>layer.3.attention.qkv</c>.
/// </remarks>
internal static class ModelGraph
{
    private const string Batch = "batch";
    private const string Length = "length";

    /// <summary>Builds the graph. Names and shapes of all tensors are checked here; their values are read, and checked, while the graph is written.</summary>
    /// <param name="architecture">What config.json says.</param>
    /// <param name="weights">The weights; needed until the graph is written.</param>
    /// <exception cref="InvalidDataException">The weights are not those of such a model: the message names the tensor. While the graph is written: a weight is
    /// not a number, or infinite.</exception>
    public static OnnxGraph Build(ModelArchitecture architecture, WeightSet weights)
    {
        var checkpoint = new Checkpoint(architecture, weights);
        var graph = new GraphBuilder();
        string ids = Input(graph, OnnxSignature.Ids);
        string mask = Input(graph, OnnxSignature.Mask);
        string? types = architecture.TokenTypes > 0 ? Input(graph, OnnxSignature.Types) : null;

        var layers = new LayerGraph(architecture, checkpoint, graph, mask);
        string hidden = new EmbeddingGraph(architecture, checkpoint, graph).Add(ids, types);
        for (int layer = 0; layer < architecture.Layers; layer++)
        {
            hidden = layers.Add(layer, hidden);
        }

        string scores = graph.Node("classifier", "MatMul", [hidden, graph.Constant(WeightContent.Linear("classifier.weight", [checkpoint["classifier.weight"]]))]);
        graph.Node("logits", "Add", [scores, graph.Constant(WeightContent.Same("classifier.bias", checkpoint["classifier.bias"]))]);
        graph.Output("logits", OnnxElementType.Float, Batch, Length, architecture.Labels);
        return graph.Build(architecture.Family.ClassName) with { Metadata = Notes(architecture) };
    }

    private static string Input(GraphBuilder graph, string name) => graph.Input(name, OnnxElementType.Int64, Batch, Length);

    private static KeyValuePair<string, string>[] Notes(ModelArchitecture architecture) =>
    [
        new("model_type", architecture.Family.ModelType),
        Note("layers", architecture.Layers),
        Note("width", architecture.Width),
        Note("heads", architecture.Heads),
    ];

    private static KeyValuePair<string, string> Note(string key, int value) => new(key, value.ToString(CultureInfo.InvariantCulture));
}
