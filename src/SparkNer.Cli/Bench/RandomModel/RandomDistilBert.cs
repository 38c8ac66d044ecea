using System.Text.Json.Nodes;

namespace SparkNer.Cli.Bench.RandomModel;

/// <summary>
/// Writes a model folder of DistilBERT-base's size (6 layers, 768 wide, 12 heads) with random weights and another model's tokenizer and labels: it says nothing sensible and
/// takes exactly as long as a trained one.
/// </summary>
internal static class RandomDistilBert
{
    private const int Layers = 6;
    private const int Width = 768;
    private const int Heads = 12;
    private const int HiddenWidth = 3072;
    private const int Positions = 512;
    private const float Deviation = 0.02f;
    private const float Epsilon = 1e-12f;

    private static readonly string[] _tokenizerFiles = ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"];

    /// <summary>Writes the folder.</summary>
    /// <param name="folder">Where to; made if it is missing.</param>
    /// <param name="like">A Hugging Face folder whose tokenizer and labels are taken.</param>
    /// <param name="seed">From which the weights are drawn.</param>
    /// <returns>The number of weights.</returns>
    public static long Write(string folder, string like, int seed)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in _tokenizerFiles.Where(n => File.Exists(Path.Combine(like, n))))
        {
            File.Copy(Path.Combine(like, name), Path.Combine(folder, name), overwrite: true);
        }

        JsonNode config = JsonNode.Parse(File.ReadAllText(Path.Combine(like, "config.json")))!;
        (config["dim"], config["hidden_dim"], config["n_layers"], config["n_heads"]) = (Width, HiddenWidth, Layers, Heads);
        config["max_position_embeddings"] = Positions;
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());

        RandomGraph graph = Graph((int)config["vocab_size"]!, config["id2label"]!.AsObject().Count, seed);
        using FileStream stream = File.Create(Path.Combine(folder, "model.onnx"), 1 << 20);
        graph.Write(stream);
        return graph.Parameters;
    }

    private static RandomGraph Graph(int vocabulary, int labels, int seed)
    {
        var graph = new RandomGraph(seed);
        string ids = graph.Input("input_ids", "batch", "length");
        string mask = graph.Input("attention_mask", "batch", "length");
        string hidden = Embeddings(graph, ids, vocabulary);
        string bias = MaskBias(graph, mask);
        for (int layer = 0; layer < Layers; layer++)
        {
            hidden = Layer(graph, $"layer{layer}.", hidden, bias);
        }

        string scores = graph.Node("MatMul", [hidden, graph.Weights("classifier.weight", 0, Deviation, Width, labels)]);
        graph.Node("Add", [scores, graph.Weights("classifier.bias", 0, Deviation, labels)], "logits");
        graph.Output("logits", "batch", "length", $"{labels}");
        return graph;
    }

    private static string Embeddings(RandomGraph graph, string ids, int vocabulary)
    {
        string words = graph.Node("Gather", [graph.Weights("words", 0, Deviation, vocabulary, Width), ids]);
        string length = graph.Node("Gather", [graph.Node("Shape", [ids]), graph.Constant([1], isScalar: true)]);
        string places = graph.Node("Range", [graph.Constant([0], isScalar: true), length, graph.Constant([1], isScalar: true)]);
        string positions = graph.Node("Gather", [graph.Weights("positions", 0, Deviation, Positions, Width), places]);
        return Normalize(graph, "embeddings.", graph.Node("Add", [words, positions]));
    }

    // 0 for a piece, a very small number for padding.
    private static string MaskBias(RandomGraph graph, string mask)
    {
        string number = graph.Node("Cast", [graph.Node("Unsqueeze", [mask, graph.Constant([1, 2])])], ("to", 1));
        return graph.Node("Mul", [graph.Node("Sub", [graph.Constant(1f), number]), graph.Constant(-1e9f)]);
    }

    private static string Layer(RandomGraph graph, string name, string hidden, string bias)
    {
        string split = graph.Constant([0, 0, Heads, Width / Heads]);
        string Head(string which, params int[] order) => graph.Node(
            "Transpose", [graph.Node("Reshape", [Linear(graph, name + which, hidden, Width, Width), split])], ("perm", order));

        string query = graph.Node("Mul", [Head("q", 0, 2, 1, 3), graph.Constant(1 / MathF.Sqrt(Width / Heads))]);
        string scores = graph.Node("Add", [graph.Node("MatMul", [query, Head("k", 0, 2, 3, 1)]), bias]);
        string context = graph.Node("MatMul", [graph.Node("Softmax", [scores], ("axis", -1)), Head("v", 0, 2, 1, 3)]);
        string joined = graph.Node("Reshape", [graph.Node("Transpose", [context], ("perm", new[] { 0, 2, 1, 3 })), graph.Constant([0, 0, Width])]);
        string attended = Normalize(graph, name + "attention.", graph.Node("Add", [Linear(graph, name + "out", joined, Width, Width), hidden]));
        string inner = Gelu(graph, Linear(graph, name + "up", attended, Width, HiddenWidth));
        return Normalize(graph, name + "output.", graph.Node("Add", [Linear(graph, name + "down", inner, HiddenWidth, Width), attended]));
    }

    private static string Linear(RandomGraph graph, string name, string input, int from, int to)
    {
        string product = graph.Node("MatMul", [input, graph.Weights(name + ".weight", 0, Deviation, from, to)]);
        return graph.Node("Add", [product, graph.Weights(name + ".bias", 0, Deviation, to)]);
    }

    private static string Gelu(RandomGraph graph, string x)
    {
        string erf = graph.Node("Erf", [graph.Node("Div", [x, graph.Constant(MathF.Sqrt(2))])]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Node("Add", [erf, graph.Constant(1f)])]), graph.Constant(0.5f)]);
    }

    private static string Normalize(RandomGraph graph, string name, string input) => graph.Node(
        "LayerNormalization",
        [input, graph.Weights(name + "scale", 1, 0, Width), graph.Weights(name + "shift", 0, 0, Width)],
        ("axis", -1), ("epsilon", Epsilon));
}
