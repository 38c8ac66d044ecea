using System.Text;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>Small models of every form that quantization meets, in folders.</summary>
internal static class SmallModels
{
    public const int Pieces = 200;
    public const int Positions = 96;
    public const int Labels = 5;

    /// <summary>A DistilBERT or BERT with random weights.</summary>
    public static string Random(this TemporaryFolder folder, string type = "distilbert", int width = 64, int layers = 2, int seed = 1, int pieces = Pieces)
    {
        string sizes = type == "bert"
            ? $"\"hidden_size\": {width}, \"intermediate_size\": {2 * width}, \"num_hidden_layers\": {layers}, \"num_attention_heads\": 4, \"type_vocab_size\": 2, \"hidden_act\": \"gelu\""
            : $"\"dim\": {width}, \"hidden_dim\": {2 * width}, \"n_layers\": {layers}, \"n_heads\": 4, \"activation\": \"gelu\"";
        string name = type == "bert" ? "BertForTokenClassification" : "DistilBertForTokenClassification";
        string labels = "{" + string.Join(", ", Enumerable.Range(0, Labels).Select(i => $"\"{i}\": \"L{i}\"")) + "}";
        string config = $$"""{"model_type": "{{type}}", "architectures": ["{{name}}"], {{sizes}}, "vocab_size": {{pieces}}, "max_position_embeddings": {{Positions}}, "id2label": {{labels}}}""";
        var architecture = ModelArchitecture.Parse(Encoding.UTF8.GetBytes(config));
        using var weights = new LoudWeights(new RandomWeights(architecture, seed));
        return folder.Of(ModelGraph.Build(architecture, weights), config, pieces);
    }

    /// <summary>A table of 32 numbers a piece, whatever comes in between, and a classifier. The graph has an unused constant, and a node that is not replaced.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="middle">The nodes that make <c>hidden</c>, 64 wide, of <c>embedded</c>.</param>
    /// <param name="tensors">Their constants.</param>
    /// <param name="opset">The version of ONNX's operators.</param>
    /// <param name="table">The table; null for random numbers.</param>
    public static string Chain(this TemporaryFolder folder, GraphNode[] middle, GraphTensor[] tensors, long opset = 17, float[]? table = null)
    {
        var graph = new OnnxGraph(
            "chain",
            [new("input_ids", OnnxElementType.Int64, "batch", "length"), new("attention_mask", OnnxElementType.Int64, "batch", "length")],
            [new("logits", OnnxElementType.Float, "batch", "length", Labels)],
            [new GraphNode("Gather", ["table", "input_ids"], ["embedded"]), .. middle, new GraphNode("MatMul", ["hidden", "classifier"], ["logits"])],
            [Floats("table", table ?? Numbers(Pieces * 32, 7), Pieces, 32), .. tensors, Floats("classifier", Numbers(64 * Labels, 8), 64, Labels), Floats("unused", [1f], 1)])
        {
            Opsets = [new("", opset)],
        };
        string labels = "{" + string.Join(", ", Enumerable.Range(0, Labels).Select(i => $"\"{i}\": \"L{i}\"")) + "}";
        return folder.Of(graph, $$"""{"vocab_size": {{Pieces}}, "max_position_embeddings": {{Positions}}, "id2label": {{labels}}}""", Pieces);
    }

    /// <summary>The chain with one product of constant weights.</summary>
    public static string Simple(this TemporaryFolder folder, long opset = 17) =>
        folder.Chain([new GraphNode("MatMul", ["embedded", "weights"], ["hidden"])], [Floats("weights", Numbers(32 * 64, 9), 32, 64)], opset);

    /// <summary>A constant of 32-bit numbers.</summary>
    public static GraphTensor Floats(string name, float[] values, params long[] shape) => GraphTensor.InMemory(name, OnnxElementType.Float, shape, values);

    /// <summary>Numbers between -1 and 1.</summary>
    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }

    /// <summary>Sequences of ids below <see cref="Pieces"/>.</summary>
    public static ReadOnlyMemory<int>[] Sequences(int seed, params IEnumerable<int> lengths)
    {
        var random = new Random(seed);
        return [.. lengths.Select(length => (ReadOnlyMemory<int>)Enumerable.Range(0, length).Select(_ => random.Next(Pieces)).ToArray())];
    }

    /// <summary>The scores of sequences, one list after the other.</summary>
    public static float[] Scores(this OnnxTokenClassifier classifier, params ReadOnlyMemory<int>[] sequences)
    {
        float[][] scores = [.. sequences.Select(s => new float[s.Length * classifier.Labels.Count])];
        classifier.Classify(sequences, [.. scores.Select(s => s.AsMemory())]);
        return [.. scores.SelectMany(s => s)];
    }

    private static string Of(this TemporaryFolder folder, OnnxGraph graph, string config, int pieces)
    {
        folder.Write("model/config.json", config);
        folder.Write("model/vocab.txt", string.Concat(((string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]"]).Concat(Enumerable.Range(0, pieces - 4).Select(i => $"w{i}")).Select(p => p + "\n")));
        using (FileStream stream = File.Create(folder["model/model.onnx"]))
        {
            OnnxGraphWriter.Write(graph, stream);
        }

        return folder["model"];
    }

    // Weights as they are before training leave all pieces alike: these differ enough for labels to.
    private sealed class LoudWeights(WeightSet weights) : WeightSet
    {
        public override IReadOnlyDictionary<string, WeightTensor> Tensors { get; } =
            weights.Tensors.ToDictionary(t => t.Key, t => (WeightTensor)new LoudTensor(t.Value), StringComparer.Ordinal);

        public override IReadOnlyList<string> FileNames => [];

        public override void Dispose() => weights.Dispose();
    }

    private sealed class LoudTensor(WeightTensor tensor) : WeightTensor(tensor.Name, tensor.Type, tensor.Shape)
    {
        public override void Read(long start, Span<float> destination)
        {
            tensor.Read(start, destination);
            if (Shape.Count == 2)
            {
                foreach (ref float value in destination)
                {
                    value *= 8;
                }
            }
        }
    }
}
