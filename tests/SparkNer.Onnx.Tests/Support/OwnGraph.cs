using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;
using SparkNer.Testing;

namespace SparkNer.Onnx.Tests.Support;

/// <summary>A golden model with a graph that is made of its weights, in memory.</summary>
internal static class OwnGraph
{
    public static ModelFolder Of(string model)
    {
        string folder = Golden.PathOf("hf", "models", model);
        Dictionary<string, byte[]> files = Directory.EnumerateFiles(folder)
            .Where(f => Path.GetExtension(f) is ".json" or ".txt")
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
        using WeightSet weights = WeightFiles.Open(folder);
        using var graph = new MemoryStream();
        OnnxGraphWriter.Write(ModelGraph.Build(ModelArchitecture.Parse(files["config.json"]), weights), graph);
        files["model.onnx"] = graph.ToArray();
        return ModelFolder.FromFiles(model, files);
    }
}
