namespace SparkNer.Onnx.Weights;

/// <summary>Finds and opens the weights of a Hugging Face model folder.</summary>
internal static class WeightFiles
{
    private const string IndexEnd = ".index.json";

    /// <summary>The files that hold weights or name those that do, the preferred first: what runs no code comes before what might.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["model.safetensors", "model.safetensors" + IndexEnd, "pytorch_model.bin", "pytorch_model.bin" + IndexEnd];

    /// <summary>The file of <see cref="Names"/> that a folder's weights are read from, or null if it has none of them.</summary>
    public static string? Find(string root) => Names.FirstOrDefault(name => Path.Exists(Path.Combine(root, name)));

    /// <summary>Opens a folder's weights.</summary>
    /// <exception cref="ModelFormatException">It has none, or they cannot be used.</exception>
    public static WeightSet Open(string root)
    {
        string name = Find(root) ?? throw new ModelFormatException(
            root, $"The model folder '{root}' has no weights: it needs one of {string.Join(", ", Names)}. Get the whole model.");
        bool isSafetensors = name.StartsWith("model.safetensors", StringComparison.Ordinal);
        return name.EndsWith(IndexEnd, StringComparison.Ordinal) ? OpenShards() : OpenOne(Path.Combine(root, name));

        WeightSet OpenShards()
        {
            WeightPlace.Check(root, Path.Combine(root, name));
            return ShardedWeights.Open(root, name, OpenOne);
        }

        WeightSet OpenOne(string path)
        {
            WeightPlace.Check(root, path);
            return isSafetensors ? SafetensorsFile.Open(path) : TorchFile.Open(path);
        }
    }
}
