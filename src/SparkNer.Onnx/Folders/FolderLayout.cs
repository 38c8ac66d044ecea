using SparkNer.Onnx.Import;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Folders;

/// <summary>Tells whose layout a folder has and which files are its model.</summary>
/// <param name="Kind">Whose layout it is.</param>
/// <param name="Storage">In what form the folder holds its model.</param>
/// <param name="OnnxPath">The model's full path; null if the model is no ONNX file.</param>
/// <remarks>
/// One order of preference for all: what an import wrote, Spark NLP's file, safetensors, ONNX, pickles. An ONNX file beside weights is used only where the
/// weights are of an architecture that no graph can be built for.
/// </remarks>
internal sealed record FolderLayout(ModelFolderKind Kind, ModelStorage Storage, string? OnnxPath)
{
    /// <summary>The usual name of an ONNX file.</summary>
    public const string ModelName = "model.onnx";

    private const string Assets = "assets";

    private static readonly string[] _safetensors = [.. WeightFiles.Names.Where(n => n.StartsWith("model.safetensors", StringComparison.Ordinal))];
    private static readonly string[] _pickles = [.. WeightFiles.Names.Except(_safetensors)];
    private static readonly string[] _foreign = ["tf_model.h5", "flax_model.msgpack", "rust_model.ot", "saved_model.pb"];

    /// <summary>Looks at a folder. A missing model is left to the caller, an ambiguous one is an error.</summary>
    public static FolderLayout Of(FolderReader folder) => FolderReader.Guard(folder.Root, () =>
    {
        if (IsSparkNlp(folder))
        {
            return Onnx(ModelFolderKind.SparkNlp, OnnxOf(folder));
        }

        // In memory is only what has been imported; weights beside it would be of no use.
        bool isImported = folder.Files is MemoryTree || folder.Has(ModelManifest.FileName);
        if (!isImported && _safetensors.Any(folder.Has) && (CheckpointGraph.IsKnown(folder) || OnnxOf(folder) is null))
        {
            return new FolderLayout(ModelFolderKind.HuggingFace, ModelStorage.Safetensors, null);
        }

        string? onnx = OnnxOf(folder);
        return onnx is null && !isImported && _pickles.Any(folder.Has)
            ? new FolderLayout(ModelFolderKind.HuggingFace, ModelStorage.PyTorch, null)
            : Onnx(ModelFolderKind.HuggingFace, onnx);
    });

    /// <summary>The error for a folder without a model.</summary>
    public static ModelFormatException NoModel(FolderReader folder)
    {
        const string Needed = "A Hugging Face model needs model.safetensors, model.onnx (also in onnx/) or pytorch_model.bin, a Spark NLP model an .onnx file beside assets/.";
        string[] weights = [.. _safetensors.Concat(_pickles).Where(folder.Has)];
        string[] foreign = [.. _foreign.Where(folder.Has)];
        return new ModelFormatException(folder.Root, folder.Files is MemoryTree && weights.Length > 0
            ? $"The model '{folder.Root}' has {weights[0]} and no .onnx file, but a model in memory must be imported already: import it where it is on a disk (sparkner model import)."
            : foreign.Length > 0 || folder.Files.HasFolder(folder.PathOf("variables"))
            ? $"The model folder '{folder.Root}' has no weights that can be read: {(foreign.Length > 0 ? foreign[0] : "variables/")} is TensorFlow's or another library's. {Needed}"
            : $"The model folder '{folder.Root}' has no weights and no .onnx file. {Needed}");
    }

    private static FolderLayout Onnx(ModelFolderKind kind, string? path) => new(kind, path is null ? ModelStorage.None : ModelStorage.Onnx, path);

    // Hugging Face folders may keep pictures in assets/: a model in onnx/, or none, needs more than the name to be Spark NLP's.
    private static bool IsSparkNlp(FolderReader folder) => folder.Files.HasFolder(folder.PathOf(Assets))
        && (OnnxIn(folder.Files, folder.Root) is not null || (folder.Has("assets/vocab.txt") && !folder.Has("tokenizer.json") && !folder.Has("vocab.txt")));

    private static string? OnnxOf(FolderReader folder) => OnnxIn(folder.Files, folder.Root) ?? OnnxIn(folder.Files, folder.PathOf("onnx"));

    /// <summary>The model in a folder: model.onnx, or else the only .onnx file.</summary>
    private static string? OnnxIn(FileTree files, string folder)
    {
        if (!files.HasFolder(folder))
        {
            return null;
        }

        string usual = Path.Combine(folder, ModelName);
        if (files.HasFile(usual))
        {
            return usual;
        }

        string[] found = files.OnnxFiles(folder);
        return found.Length <= 1
            ? found.FirstOrDefault()
            : throw new ModelFormatException(
                folder,
                $"'{folder}' has several .onnx files ({string.Join(", ", found.Select(Path.GetFileName))}) and none is called {ModelName}. "
                + "Rename the one to use.");
    }
}
