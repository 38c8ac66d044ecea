namespace SparkNer.Onnx.Graphs;

/// <summary>The part of a graph that turns word pieces into hidden states.</summary>
internal sealed class EmbeddingGraph(ModelArchitecture architecture, Checkpoint checkpoint, GraphBuilder graph)
{
    /// <summary>Adds the part.</summary>
    /// <param name="ids">The name of the pieces, [batch, length].</param>
    /// <param name="types">The name of the token types, [batch, length]; null where the family has none.</param>
    /// <returns>The name of the hidden states, [batch, length, width].</returns>
    public string Add(string ids, string? types)
    {
        // The names of the tables are those by which a reader knows how many pieces and positions a model takes.
        string sum = graph.Node("embeddings.words", "Gather", [Table("word"), ids]);
        if (types is not null)
        {
            string typed = graph.Node("embeddings.types", "Gather", [Table("token_type"), types]);
            sum = graph.Node("embeddings.typed_words", "Add", [sum, typed]);
        }

        string one = graph.Constant(GraphTensor.Scalar("one", 1));
        string length = graph.Node("length", "Gather", [graph.Node("shape", "Shape", [ids]), one]);
        string places = graph.Node("positions", "Range", [graph.Constant(GraphTensor.Scalar("zero", 0)), length, one]);
        string positions = graph.Node("embeddings.positions", "Gather", [Table("position"), places]);
        string placed = graph.Node("embeddings.sum", "Add", [sum, positions]);
        return graph.Node(
            "embeddings",
            "LayerNormalization",
            [placed, .. Normalization.Constants(graph, checkpoint, "embeddings.LayerNorm", "embeddings.norm")],
            new GraphAttribute("axis", -1),
            new GraphAttribute("epsilon", architecture.Epsilon));
    }

    private string Table(string kind)
    {
        string name = $"embeddings.{kind}_embeddings.weight";
        return graph.Constant(WeightContent.Same(name, checkpoint[name]));
    }
}
