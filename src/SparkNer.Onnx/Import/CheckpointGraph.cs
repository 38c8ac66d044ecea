using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Import;

/// <summary>A folder's weights and the architecture that its config.json describes: what a graph is built from.</summary>
internal sealed class CheckpointGraph : IDisposable
{
    private const string ConfigName = "config.json";

    private readonly FolderReader _folder;
    private readonly WeightSet _weights;
    private readonly OnnxGraph _graph;

    private CheckpointGraph(FolderReader folder, ModelConfig config, ModelArchitecture architecture)
    {
        (_folder, Config, Architecture) = (folder, config, architecture);
        _weights = WeightFiles.Open(folder.Root);
        try
        {
            _graph = Guard(() => ModelGraph.Build(architecture, _weights));
        }
        catch
        {
            _weights.Dispose();
            throw;
        }
    }

    /// <summary>What config.json says about labels and sizes.</summary>
    public ModelConfig Config { get; }

    /// <summary>What is computed with the weights.</summary>
    public ModelArchitecture Architecture { get; }

    /// <summary>The files that the weights lie in.</summary>
    public IReadOnlyList<string> FileNames => _weights.FileNames;

    /// <summary>Whether config.json describes an architecture that graphs are built for.</summary>
    public static bool IsKnown(FolderReader folder)
    {
        try
        {
            return folder.ReadOptional(ConfigName) is { } content && ModelArchitecture.Parse(content) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Opens a folder's weights and checks the names and shapes of all tensors.</summary>
    /// <exception cref="ModelFormatException">config.json or the weights cannot be used, or do not fit each other.</exception>
    public static CheckpointGraph Open(FolderReader folder) =>
        new(folder, folder.Parse(ConfigName, () => ModelConfig.Parse(ModelConfig.Read(folder))), ArchitectureOf(folder));

    /// <summary>Checks the tokenizer, and that the model knows all of its pieces.</summary>
    /// <exception cref="ModelFormatException">The tokenizer cannot be used, or the model knows fewer.</exception>
    public static void CheckTokenizer(ModelFolder small, ModelArchitecture architecture)
    {
        int pieces = ModelTokenizer.Load(small).VocabularySize;
        if (pieces > architecture.Vocabulary)
        {
            throw new ModelFormatException(
                small.Path,
                $"The tokenizer of '{small.Path}' has {pieces} word pieces, but {ConfigName} says that the model has {architecture.Vocabulary}: "
                + "the files belong to different models. Get both from one place.");
        }
    }

    /// <summary>The architecture that a folder's config.json describes.</summary>
    /// <exception cref="ModelFormatException">config.json cannot be used, or no graph can be built for it.</exception>
    public static ModelArchitecture ArchitectureOf(FolderReader folder) => folder.Parse(ConfigName, () => ModelArchitecture.Parse(ModelConfig.Read(folder)));

    /// <summary>Writes the graph.</summary>
    /// <exception cref="ModelFormatException">A weight is no number, or cannot be read.</exception>
    public void Write(Stream output) => Guard(() =>
    {
        OnnxGraphWriter.Write(_graph, output);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    // Whatever is wrong with the weights, the message names the file where they begin.
    private T Guard<T>(Func<T> action)
    {
        string name = _weights.FileNames[0];
        return _folder.Parse(name, action);
    }
}
