using System.Security.Cryptography;
using System.Text;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Import;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx;

/// <summary>
/// A folder with a token classifier, found and checked: which files there are, what the labels are called, whether the ONNX file is whole, fits them, and
/// stays inside the folder. The model is not loaded: see <see cref="OnnxTokenClassifier.Load"/>.
/// </summary>
/// <remarks>
/// A folder with <c>assets/</c> and an .onnx file is Spark NLP's, even if a Hugging Face model's other files stand beside them. Any other is Hugging Face's:
/// safetensors, else <c>model.onnx</c> at the root or in <c>onnx/</c> (or the only .onnx file there), else <c>pytorch_model.bin</c>. Weights are imported at the first
/// use, into a <see cref="ModelStore"/>: a graph is built from them, and <see cref="Files"/> are those of the imported folder. Small files are read when the
/// folder is opened; hashes are computed when first asked for. Immutable and thread-safe.
/// </remarks>
public sealed class ModelFolder
{
    internal const string LabelsName = "assets/labels.txt";

    private readonly FileTree _tree;
    private readonly IReadOnlyList<string> _fileNames;
    private readonly Lazy<IReadOnlyList<ModelFile>> _files;
    private readonly Lazy<string> _fingerprint;

    private ModelFolder(FolderReader folder, FolderLayout layout, string path)
    {
        (Path, FilesPath) = (path, folder.Root);
        _tree = folder.Files;
        Kind = layout.Kind;
        VocabularyName = Kind == ModelFolderKind.SparkNlp ? "assets/vocab.txt" : "vocab.txt";
        Vocabulary = folder.ReadOptional(VocabularyName);
        if (Kind == ModelFolderKind.HuggingFace)
        {
            TokenizerJson = folder.ReadOptional("tokenizer.json");
            TokenizerConfigJson = folder.ReadOptional("tokenizer_config.json");
            SpecialTokensMapJson = folder.ReadOptional("special_tokens_map.json");
            ConfigJson = folder.ReadOptional("config.json");
        }

        ModelChecks.Tokenizer(this, folder);
        _fileNames = [.. SmallFiles.Select(f => f.Name)];
        _files = new(Hash);
        _fingerprint = new(Digest);
    }

    private ModelFolder(FolderReader folder, FolderLayout layout, string path, string onnxPath)
        : this(folder, layout, path)
    {
        Manifest = IsInMemory ? null : ManifestFile.ReadChecked(folder);
        OnnxPath = onnxPath;
        ModelConfig? config = Kind == ModelFolderKind.HuggingFace ? folder.Parse("config.json", () => ModelConfig.Parse(ModelConfig.Read(folder))) : null;
        Labels = config?.Labels ?? ReadLabels(folder);
        OnnxModel model = OnnxFileCheck.Read(_tree, onnxPath);
        IReadOnlyList<string> data = _tree is MemoryTree ? NoExternalData(onnxPath, model) : ExternalDataCheck.Files(FilesPath, onnxPath, model.ExternalTensors);
        Signature = OnnxFileSignature(onnxPath, model);
        Parameters = model.Parameters;
        Architecture = config?.ModelType;
        VocabularySize = config?.VocabularySize;
        MaxPositions = Smaller(config?.MaxPositions, Signature.Tables.Positions);
        ModelChecks.LabelCount(this, config?.HasLabels ?? true);
        ModelChecks.Vocabulary(this, folder);
        _fileNames = [.. _fileNames, .. Kind == ModelFolderKind.SparkNlp ? (string[])[LabelsName] : [], .. data.Append(onnxPath).Select(NameOf)];
    }

    // The same, without the files' content.
    private ModelFolder(ModelFolder other, IReadOnlyList<ModelFile> files)
    {
        _tree = FileTree.Disk;
        _fileNames = other._fileNames;
        _files = new(files);
        _fingerprint = new(Digest);
        (Path, FilesPath, Manifest) = (other.Path, other.FilesPath, other.Manifest);
        (Kind, OnnxPath, Labels, Signature) = (other.Kind, other.OnnxPath, other.Labels, other.Signature);
        (VocabularySize, MaxPositions, VocabularyName) = (other.VocabularySize, other.MaxPositions, other.VocabularyName);
        (Parameters, Architecture) = (other.Parameters, other.Architecture);
        (TokenizerJson, Vocabulary, TokenizerConfigJson) = (other.TokenizerJson, other.Vocabulary, other.TokenizerConfigJson);
        (SpecialTokensMapJson, ConfigJson) = (other.SpecialTokensMapJson, other.ConfigJson);
    }

    /// <summary>The folder's full path as it was given; of a folder in memory the name that messages give it.</summary>
    public string Path { get; }

    /// <summary>The full path of the folder that <see cref="Files"/> lie in: <see cref="Path"/> itself, or where it was imported to.</summary>
    public string FilesPath { get; }

    /// <summary>What the folder was imported from and how; null for one that was not imported, is in memory, or was opened for its tokenizer.</summary>
    public ModelManifest? Manifest { get; }

    /// <summary>Whose layout the folder has.</summary>
    public ModelFolderKind Kind { get; }

    /// <summary>The model's full path; null if the folder was opened for its tokenizer.</summary>
    public string? OnnxPath { get; }

    /// <summary>Whether the files are in memory only: see <see cref="FromFiles"/>.</summary>
    public bool IsInMemory => _tree is MemoryTree;

    /// <summary>
    /// The label names by class id; none if the folder was opened for its tokenizer. Hugging Face: <c>id2label</c>, or LABEL_0, LABEL_1, ... where config.json
    /// has none. Spark NLP: the lines of labels.txt as they stand; of equal lines the last has the name and the others are <c>NA</c>.
    /// </summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <summary>The number of word pieces that config.json states (<c>vocab_size</c>), or null.</summary>
    public int? VocabularySize { get; }

    /// <summary>
    /// The longest sequence that the model has positions for, [CLS] and [SEP] included: <c>max_position_embeddings</c> of config.json or the table's rows in
    /// the model, the smaller if both are known; null if none is.
    /// </summary>
    public int? MaxPositions { get; }

    /// <summary><c>model_type</c> of config.json, such as <c>bert</c>; null where none is named, and for Spark NLP's folders.</summary>
    public string? Architecture { get; }

    /// <summary>How many weights the model has, as the ONNX file shows them; 0 if the folder was opened for its tokenizer.</summary>
    public long Parameters { get; }

    /// <summary>The content of <c>tokenizer.json</c>, or null. Spark NLP's folders have none.</summary>
    public ReadOnlyMemory<byte>? TokenizerJson { get; }

    /// <summary>The content of <c>vocab.txt</c> (Spark NLP: <c>assets/vocab.txt</c>), or null.</summary>
    public ReadOnlyMemory<byte>? Vocabulary { get; }

    /// <summary>The content of <c>tokenizer_config.json</c>, or null. Spark NLP's folders have none.</summary>
    public ReadOnlyMemory<byte>? TokenizerConfigJson { get; }

    /// <summary>The content of <c>special_tokens_map.json</c>, or null. Spark NLP's folders have none.</summary>
    public ReadOnlyMemory<byte>? SpecialTokensMapJson { get; }

    /// <summary>The content of <c>config.json</c>, or null; null for Spark NLP's folders, in which it does not count.</summary>
    public ReadOnlyMemory<byte>? ConfigJson { get; }

    /// <summary>Every file that results depend on, ordered by name, with size and SHA-256; hashed when first asked for.</summary>
    /// <exception cref="ModelFormatException">A file cannot be read any more.</exception>
    public IReadOnlyList<ModelFile> Files => _files.Value;

    /// <summary>One SHA-256 over names, sizes and hashes of all <see cref="Files"/>, lower-case hexadecimal: equal if and only if the model is.</summary>
    /// <exception cref="ModelFormatException">A file cannot be read any more.</exception>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The bytes of all <see cref="Files"/>, which need not be read for it.</summary>
    internal long Size => _fileNames.Sum(name =>
    {
        string path = System.IO.Path.Combine(FilesPath, name);
        return FolderReader.Guard(path, () =>
        {
            using Stream stream = _tree.Open(path);
            return stream.Length;
        });
    });

    /// <summary>How the model is called; null if the folder was opened for its tokenizer.</summary>
    internal OnnxSignature? Signature { get; }

    /// <summary>The names of <see cref="Files"/>, which need not be hashed for it.</summary>
    internal IReadOnlyList<string> FileNames => _fileNames;

    /// <summary>The tokenizer's files and config.json, as many as there are, by name relative to the folder.</summary>
    internal IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> SmallFiles =>
        [.. new (string Name, ReadOnlyMemory<byte>? Content)[]
        {
            (VocabularyName, Vocabulary), ("tokenizer.json", TokenizerJson), ("tokenizer_config.json", TokenizerConfigJson),
            ("special_tokens_map.json", SpecialTokensMapJson), ("config.json", ConfigJson),
        }.Where(f => f.Content is not null).Select(f => (f.Name, f.Content!.Value))];

    /// <summary>The name of the vocabulary's file in the folder.</summary>
    internal string VocabularyName { get; }

    /// <summary>Opens a model folder and checks its files. Weights without a graph are imported if they have not been before.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="store">Where imported models are kept; the user's cache if null.</param>
    /// <param name="cancellationToken">Ends an import.</param>
    /// <exception cref="ModelFormatException">The folder, or something in it, is missing, damaged, contradictory or not supported.</exception>
    /// <exception cref="IOException">The imported model cannot be written: the disk is full.</exception>
    /// <exception cref="ArgumentException">The path is null or blank.</exception>
    public static ModelFolder Open(string path, ModelStore? store = null, CancellationToken cancellationToken = default)
    {
        FolderReader folder = FolderReader.Of(path);
        FolderLayout layout = FolderLayout.Of(folder);
        if (layout.Storage is ModelStorage.None or ModelStorage.Onnx)
        {
            return At(folder, layout, folder.Root);
        }

        FolderReader imported = FolderReader.Of((store ?? ModelStore.Default).Imported(folder, layout, cancellationToken));
        return At(imported, FolderLayout.Of(imported), folder.Root);
    }

    /// <summary>A model folder whose files are in memory, for where none may be written to a disk. Checked as <see cref="Open"/> does.</summary>
    /// <param name="name">What messages call the folder.</param>
    /// <param name="files">The content by name relative to the folder, with <c>/</c>; kept as long as this object is, not copied.</param>
    /// <exception cref="ModelFormatException">A file is missing, damaged, contradictory or not supported, or the model keeps its weights in files beside it.</exception>
    public static ModelFolder FromFiles(string name, IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(files);
        FolderReader folder = FolderReader.Of(name, new MemoryTree(name, files));
        return At(folder, FolderLayout.Of(folder), folder.Root);
    }

    /// <summary>Opens a folder for its tokenizer only: it needs no weights and no labels.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">The folder, or something in it, is missing or cannot be read.</exception>
    /// <exception cref="ArgumentException">The path is null or blank.</exception>
    public static ModelFolder OpenTokenizer(string path)
    {
        FolderReader folder = FolderReader.Of(path);
        return TokenizerOf(folder, FolderLayout.Of(folder));
    }

    /// <summary>Looks at a folder for its tokenizer only.</summary>
    internal static ModelFolder TokenizerOf(FolderReader folder, FolderLayout layout) => new(folder, layout, folder.Root);

    /// <summary>Looks at a folder with an ONNX file.</summary>
    /// <param name="folder">Where its files are.</param>
    /// <param name="layout">Which of them count.</param>
    /// <param name="path">What messages call it.</param>
    internal static ModelFolder At(FolderReader folder, FolderLayout layout, string path) =>
        layout.OnnxPath is { } onnx ? new ModelFolder(folder, layout, path, onnx) : throw FolderLayout.NoModel(folder);

    private static OnnxSignature OnnxFileSignature(string onnxPath, OnnxModel model)
    {
        try
        {
            return OnnxSignature.Of(model);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(onnxPath, $"'{onnxPath}' cannot be used: {e.Message}.", e);
        }
    }

    private static IReadOnlyList<string> NoExternalData(string onnxPath, OnnxModel model) => model.ExternalTensors.Count == 0
        ? []
        : throw new ModelFormatException(
            onnxPath,
            $"'{onnxPath}' keeps weights in other files, which ONNX Runtime must find on a disk, but this model is to stay in memory. "
            + "Give the model as a folder that the machine can read, or export it again as one file.");

    /// <summary>The model file's content where it is in memory, else null.</summary>
    internal byte[]? OnnxBytes => OnnxPath is not null && _tree is MemoryTree memory ? memory.Bytes(OnnxPath) : null;

    /// <summary>The same facts and tokenizer without the weights: what remains of use once the model is loaded and its files are gone.</summary>
    internal ModelFolder WithoutWeights(IReadOnlyList<ModelFile> files) => new(this, files);

    private static string[] ReadLabels(FolderReader folder) =>
        LabelList.Parse(folder.ReadRequired(LabelsName, "Spark NLP keeps one label a line in it, in the order of the class ids.").Span);

    private static int? Smaller(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private string NameOf(string path) => System.IO.Path.GetRelativePath(FilesPath, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private IReadOnlyList<ModelFile> Hash() => [.. _fileNames.Order(StringComparer.Ordinal).Select(name =>
    {
        string path = System.IO.Path.Combine(FilesPath, name);
        return FolderReader.Guard(path, () =>
        {
            using Stream stream = _tree.Open(path);
            return new ModelFile(name, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
        });
    })];

    private string Digest() => FingerprintOf(Files);

    /// <summary>The <see cref="Fingerprint"/> of a model that consists of these files.</summary>
    internal static string FingerprintOf(IEnumerable<ModelFile> files)
    {
        string list = string.Concat(files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name}\0{f.Size}\0{f.Sha256}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)));
    }
}
