namespace SparkNer.Onnx.Folders;

/// <summary>Tells whose layout a folder has and which file is its model.</summary>
/// <param name="Kind">Whose layout it is.</param>
/// <param name="OnnxPath">The model's full path; null if the folder has none.</param>
internal sealed record FolderLayout(ModelFolderKind Kind, string? OnnxPath)
{
    private const string Assets = "assets";
    private const string ModelName = "model.onnx";

    private static readonly string[] Weights =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json", "tf_model.h5"];

    /// <summary>Looks at a folder. A missing model is left to the caller, an ambiguous one is an error.</summary>
    public static FolderLayout Of(FolderReader folder) => FolderReader.Guard(folder.Root, () =>
    {
        string? atRoot = OnnxIn(folder.Files, folder.Root);
        string? onnx = atRoot ?? OnnxIn(folder.Files, folder.PathOf("onnx"));
        bool hasAssets = folder.Files.HasFolder(folder.PathOf(Assets));

        // Hugging Face folders may keep pictures in assets/: a model in onnx/, or none, needs more than the name to be Spark NLP's.
        bool isSparkNlp = hasAssets && (atRoot is not null
            || folder.Has("assets/vocab.txt") && !folder.Has("tokenizer.json") && !folder.Has("vocab.txt"));
        return new FolderLayout(isSparkNlp ? ModelFolderKind.SparkNlp : ModelFolderKind.HuggingFace, onnx);
    });

    /// <summary>The error for a folder without a model.</summary>
    public static ModelFormatException NoModel(FolderReader folder)
    {
        string[] others = [.. Weights.Where(folder.Has)];
        return new ModelFormatException(folder.Root, others.Length > 0
            ? $"The model folder '{folder.Root}' has no .onnx file. It has {others[0]}, which must first be imported; import is not supported yet. "
                + "Export the model to ONNX (optimum-cli export onnx) and put model.onnx beside config.json."
            : $"The model folder '{folder.Root}' has no .onnx file. A Hugging Face model needs model.onnx in it or in its folder onnx/, "
                + "a Spark NLP model an .onnx file beside assets/.");
    }

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
