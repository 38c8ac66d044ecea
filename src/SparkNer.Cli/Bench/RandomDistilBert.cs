using System.Text;
using System.Text.Json.Nodes;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Cli.Bench;

/// <summary>
/// Writes a model folder of DistilBERT-base's size (6 layers, 768 wide, 12 heads) with random weights and another model's tokenizer and labels: it says nothing sensible and
/// takes exactly as long as a trained one.
/// </summary>
internal static class RandomDistilBert
{
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

        JsonNode likeConfig = JsonNode.Parse(File.ReadAllText(Path.Combine(like, "config.json")))!;
        var config = new JsonObject
        {
            ["model_type"] = "distilbert",
            ["architectures"] = new JsonArray("DistilBertForTokenClassification"),
            ["dim"] = 768,
            ["hidden_dim"] = 3072,
            ["n_layers"] = 6,
            ["n_heads"] = 12,
            ["max_position_embeddings"] = 512,
            ["activation"] = "gelu",
            ["vocab_size"] = likeConfig["vocab_size"]!.DeepClone(),
            ["id2label"] = likeConfig["id2label"]!.DeepClone(),
        };
        string json = config.ToJsonString();
        File.WriteAllText(Path.Combine(folder, "config.json"), json);

        ModelArchitecture architecture = ModelArchitecture.Parse(Encoding.UTF8.GetBytes(json));
        using var weights = new RandomWeights(architecture, seed);
        using FileStream stream = File.Create(Path.Combine(folder, "model.onnx"), 1 << 20);
        OnnxGraphWriter.Write(ModelGraph.Build(architecture, weights), stream);
        return weights.Count;
    }
}
