using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Benchmarks;

/// <summary>Other ways to do what the product's graph does.</summary>
internal static class GraphVariants
{
    public const string PositionIds = "position_ids";
    public const string BlockBias = "block_bias";

    private const string MultiHeadAttention = "MultiHeadAttention";

    /// <summary>ONNX Runtime's Attention, which multiplies with the weights of queries, keys and values itself.</summary>
    public static OnnxGraph WithAttentionOperator(OnnxGraph graph)
    {
        Dictionary<string, GraphNode> makers = graph.Nodes.SelectMany(n => n.Outputs.Select(o => (o, n))).ToDictionary(p => p.o, p => p.n);
        HashSet<GraphNode> gone = [];
        List<GraphNode> nodes = [];
        foreach (GraphNode node in graph.Nodes)
        {
            if (node.Operation != MultiHeadAttention)
            {
                nodes.Add(node);
                continue;
            }

            GraphNode split = makers[node.Inputs[0]];
            GraphNode product = makers[split.Inputs[0]];
            gone.UnionWith([split, product]);
            nodes.Add(new GraphNode("Attention", [.. product.Inputs, .. node.Inputs.Skip(3)], node.Outputs, node.Attributes) { Domain = GraphNode.Microsoft });
        }

        return graph with { Nodes = [.. nodes.Where(n => !gone.Contains(n))] };
    }

    /// <summary>Several sequences in one row: each piece's position comes in, and what is added to a pair of pieces' score, 0 or a very small number.</summary>
    public static OnnxGraph Packed(OnnxGraph graph) => graph with
    {
        Inputs = [.. graph.Inputs, new(PositionIds, OnnxElementType.Int64, "batch", "length"), new(BlockBias, OnnxElementType.Float, 1, 1, "length", "length")],
        Nodes = [.. graph.Nodes.Select(n => n switch
        {
            { Operation: MultiHeadAttention } => n with { Inputs = [.. n.Inputs.Take(4), "", BlockBias] },
            { Operation: "Gather", Inputs: [var table, _] } when table.Contains("position_embeddings", StringComparison.Ordinal) => n with { Inputs = [table, PositionIds] },
            _ => n,
        })],
    };
}
