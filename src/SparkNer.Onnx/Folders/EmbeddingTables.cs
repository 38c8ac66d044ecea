using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx.Folders;

/// <summary>The sizes of a BERT graph's embedding tables, read off the graph: they bound the ids and the lengths that the model can take.</summary>
/// <param name="Pieces">Rows of the word piece table, or null where the graph does not show it.</param>
/// <param name="Positions">Rows of the position table, or null.</param>
/// <param name="TokenTypes">Rows of the token type table, or null.</param>
internal sealed record EmbeddingTables(int? Pieces, int? Positions, int? TokenTypes = null)
{
    private const int MaxSteps = 16;

    /// <summary>Finds the tables.</summary>
    public static EmbeddingTables Find(OnnxModel model, string idsName)
    {
        Dictionary<string, OnnxNode> makers = new(StringComparer.Ordinal);
        foreach (OnnxNode node in model.Nodes)
        {
            foreach (string output in node.Outputs)
            {
                makers[output] = node;
            }
        }

        int? pieces = null;
        int? positions = null;
        int? types = null;
        foreach (OnnxNode node in model.Nodes)
        {
            if (node.OpType is "Gather" or "GatherBlockQuantized" && node.Inputs.Count >= 2)
            {
                (string source, OnnxTensor? table) = Trace(node.Inputs[0], model, makers);
                string index = Trace(node.Inputs[1], model, makers).Source;
                if (index == idsName)
                {
                    pieces = Smaller(pieces, Rows(table));
                }
                else if (index == OnnxSignature.Types)
                {
                    types = Smaller(types, Rows(table));
                }
                else if (source.Contains("position_embeddings", StringComparison.Ordinal))
                {
                    positions = Smaller(positions, Rows(table));
                }
            }
            else if (node.OpType == "EmbedLayerNormalization" && node.Inputs.Count >= 4 && node.Inputs[0].Length > 0)
            {
                // ONNX Runtime's fused form: input_ids, segment_ids, word table, position table, ...
                pieces = Smaller(pieces, Rows(Trace(node.Inputs[2], model, makers).Table));
                positions = Smaller(positions, Rows(Trace(node.Inputs[3], model, makers).Table));
                types = node.Inputs.Count > 4 && node.Inputs[4].Length > 0 ? Smaller(types, Rows(Trace(node.Inputs[4], model, makers).Table)) : types;
            }
        }

        return new EmbeddingTables(pieces, positions, types);
    }

    /// <summary>Follows a value back through conversions that keep its rows, to where it is stored or comes in.</summary>
    private static (string Source, OnnxTensor? Table) Trace(string name, OnnxModel model, Dictionary<string, OnnxNode> makers)
    {
        for (int step = 0; step < MaxSteps; step++)
        {
            if (model.Initializers.TryGetValue(name, out OnnxTensor? tensor))
            {
                return (name, tensor);
            }

            if (!makers.TryGetValue(name, out OnnxNode? maker))
            {
                return (name, null);
            }

            if (maker.OpType == "Constant")
            {
                return (name, maker.Value);
            }

            if (maker.OpType is not ("Cast" or "Identity" or "DequantizeLinear") || maker.Inputs.Count == 0)
            {
                return (name, null);
            }

            name = maker.Inputs[0];
        }

        return (name, null);
    }

    private static int? Rows(OnnxTensor? table) =>
        table is { Dimensions: [> 0 and <= int.MaxValue and long rows, _] } ? (int)rows : null;

    private static int? Smaller(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);
}
