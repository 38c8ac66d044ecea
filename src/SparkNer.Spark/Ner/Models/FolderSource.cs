using SparkNer.Onnx;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>A model folder that the executor sees: on a shared disk, in the image, from <c>--archives</c> or <c>--files</c>.</summary>
internal sealed class FolderSource : ModelSource
{
    private readonly string _folder;
    private readonly string? _fingerprint;

    /// <summary>A source.</summary>
    /// <param name="name">The model's name in messages.</param>
    /// <param name="folder">The folder, as <see cref="Find"/> found it.</param>
    /// <param name="fingerprint">What the driver's copy has; null if the driver has none.</param>
    /// <param name="memory">What the process may take; null: anything.</param>
    public FolderSource(string name, string folder, string? fingerprint, ExecutorMemory? memory = null)
        : base(name, memory)
    {
        _folder = folder;
        _fingerprint = fingerprint;
    }

    /// <summary>Where a path of a command is on this executor.</summary>
    /// <param name="path">An absolute path; or one relative to the executor's folder, where archives are unpacked, or to the folder of files added later.</param>
    /// <param name="filesFolder">The folder of added files; may be empty.</param>
    /// <param name="workingFolder">The executor's folder.</param>
    /// <exception cref="FunctionException">There is no such folder; the message says where it was looked for.</exception>
    public static string Find(string path, string filesFolder, string workingFolder)
    {
        string[] candidates = Path.IsPathRooted(path)
            ? [path]
            : [.. new[] { workingFolder, filesFolder }.Where(f => f.Length > 0).Select(f => Path.GetFullPath(Path.Combine(f, path))).Distinct()];
        return candidates.FirstOrDefault(Directory.Exists) ?? throw new FunctionException(
            $"the model folder '{path}' is not on this executor ({Environment.MachineName}); looked for {string.Join(" and ", candidates.Select(c => $"'{c}'"))}. "
            + "Put it there on every node, ship it with --archives model.tar.gz#model and give the path 'model', or let it be broadcast.");
    }

    private protected override LoadedModel LoadCore(OnnxOptions options)
    {
        ModelFolder folder = ModelFolder.Open(_folder);
        CheckMemory(folder.Size);
        if (_fingerprint is not null && folder.Fingerprint != _fingerprint)
        {
            throw new FunctionException(
                $"the model folder '{_folder}' on this executor ({Environment.MachineName}) holds another model ({folder.Fingerprint[..12]}) than the driver's "
                + $"({_fingerprint[..12]}): copy the driver's folder there, with all its files.");
        }

        return new LoadedModel(OnnxTokenClassifier.Load(folder, options), folder, Name);
    }
}
