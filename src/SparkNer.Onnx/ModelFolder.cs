using System.Security.Cryptography;
using System.Text;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Protobuf;

namespace SparkNer.Onnx;

/// <summary>
/// A folder with a token classifier, found and checked: which files there are, what the labels are called, whether the ONNX file is whole, fits them, and
/// stays inside the folder. The model is not loaded: see <see cref="OnnxTokenClassifier.Load"/>.
/// </summary>
/// <remarks>
/// A folder with <c>assets/</c> and an .onnx file is Spark NLP's, even if a Hugging Face model's other files stand beside them. Any other is Hugging Face's,
/// its model
/// <c>model.onnx</c> at the root or else in <c>onnx/</c>; where no file has that name, the only .onnx file there. Small files are read when the folder is
/// opened; hashes are computed when first asked for. Immutable and thread-safe.
/// </remarks>
public sealed class ModelFolder
{
    private const string LabelsName = "assets/labels.txt";

    private readonly FileTree _tree;
    private readonly IReadOnlyList<string> _fileNames;
    private readonly Lazy<IReadOnlyList<ModelFile>> _files;
    private readonly Lazy<string> _fingerprint;

    private ModelFolder(FolderReader folder, FolderLayout layout)
    {
        Path = folder.Root;
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

        CheckTokenizer(folder);
        _fileNames = [.. TokenizerFileNames()];
        _files = new(Hash);
        _fingerprint = new(Digest);
    }

    private ModelFolder(FolderReader folder, FolderLayout layout, string onnxPath)
        : this(folder, layout)
    {
        OnnxPath = onnxPath;
        ModelConfig? config = Kind == ModelFolderKind.HuggingFace ? ReadConfig(folder) : null;
        Labels = config?.Labels ?? ReadLabels(folder);
        OnnxModel model = OnnxFileCheck.Read(_tree, onnxPath);
        IReadOnlyList<string> data = _tree is MemoryTree ? NoExternalData(onnxPath, model) : ExternalDataCheck.Files(Path, onnxPath, model.ExternalTensors);
        Signature = OnnxFileSignature(onnxPath, model);
        VocabularySize = config?.VocabularySize;
        MaxPositions = Smaller(config?.MaxPositions, Signature.Tables.Positions);
        CheckLabelCount(config, Signature);
        CheckVocabulary(folder, Signature);
        _fileNames = [.. _fileNames, .. Kind == ModelFolderKind.SparkNlp ? (string[])[LabelsName] : [], .. data.Append(onnxPath).Select(NameOf)];
    }

    // The same, without the files' content.
    private ModelFolder(ModelFolder other, IReadOnlyList<ModelFile> files)
    {
        _tree = FileTree.Disk;
        _fileNames = other._fileNames;
        _files = new(files);
        _fingerprint = new(Digest);
        (Path, Kind, OnnxPath, Labels, Signature) = (other.Path, other.Kind, other.OnnxPath, other.Labels, other.Signature);
        (VocabularySize, MaxPositions, VocabularyName) = (other.VocabularySize, other.MaxPositions, other.VocabularyName);
        (TokenizerJson, Vocabulary, TokenizerConfigJson) = (other.TokenizerJson, other.Vocabulary, other.TokenizerConfigJson);
        (SpecialTokensMapJson, ConfigJson) = (other.SpecialTokensMapJson, other.ConfigJson);
    }

    /// <summary>The folder's full path; of a folder in memory the name that messages give it.</summary>
    public string Path { get; }

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
        string path = System.IO.Path.Combine(Path, name);
        return FolderReader.Guard(path, () =>
        {
            using Stream stream = _tree.Open(path);
            return stream.Length;
        });
    });

    /// <summary>How the model is called; null if the folder was opened for its tokenizer.</summary>
    internal OnnxSignature? Signature { get; }

    private string VocabularyName { get; }

    /// <summary>Opens a model folder and checks its files.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">The folder, or something in it, is missing, damaged, contradictory or not supported.</exception>
    /// <exception cref="ArgumentException">The path is null or blank.</exception>
    public static ModelFolder Open(string path)
    {
        FolderReader folder = FolderReader.Of(path);
        FolderLayout layout = FolderLayout.Of(folder);
        return layout.OnnxPath is null ? throw FolderLayout.NoModel(folder) : new ModelFolder(folder, layout, layout.OnnxPath);
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
        FolderLayout layout = FolderLayout.Of(folder);
        return layout.OnnxPath is null ? throw FolderLayout.NoModel(folder) : new ModelFolder(folder, layout, layout.OnnxPath);
    }

    /// <summary>Opens a folder for its tokenizer only: it needs no weights and no labels.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ModelFormatException">The folder, or something in it, is missing or cannot be read.</exception>
    /// <exception cref="ArgumentException">The path is null or blank.</exception>
    public static ModelFolder OpenTokenizer(string path)
    {
        FolderReader folder = FolderReader.Of(path);
        return new ModelFolder(folder, FolderLayout.Of(folder));
    }

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

    private static ModelConfig ReadConfig(FolderReader folder)
    {
        ReadOnlyMemory<byte> content = folder.ReadRequired("config.json", "It names the labels: copy it from where the model came from.");
        return folder.Parse("config.json", () => ModelConfig.Parse(content));
    }

    private static string[] ReadLabels(FolderReader folder) =>
        LabelList.Parse(folder.ReadRequired(LabelsName, "Spark NLP keeps one label a line in it, in the order of the class ids.").Span);

    private static int? Smaller(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private void CheckTokenizer(FolderReader folder)
    {
        if (TokenizerJson is not null || Vocabulary is not null)
        {
            return;
        }

        string[] foreign = [.. new[] { "spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "vocab.json", "merges.txt" }.Where(folder.Has)];
        throw new ModelFormatException(Path, Kind == ModelFolderKind.SparkNlp
            ? $"The Spark NLP model folder '{Path}' has no {VocabularyName}, which holds one word piece a line. "
                + "(A folder with assets/ and an .onnx file is taken as Spark NLP's.)"
            : $"The model folder '{Path}' has no tokenizer.json and no vocab.txt. "
                + (foreign.Length == 0 ? "Copy one from where the model came from."
                    : $"It has {string.Join(", ", foreign)}: that tokenizer is not supported, only BERT's word pieces are."));
    }

    private void CheckLabelCount(ModelConfig? config, OnnxSignature signature)
    {
        if (signature.LabelCount is { } count && count != Labels.Count)
        {
            throw LabelCountDiffers(count, config?.HasLabels ?? true);
        }
    }

    /// <summary>The error for a model that gives another number of scores than there are labels.</summary>
    internal ModelFormatException LabelCountDiffers(int scores, bool hasLabels = true) => new(Path,
        $"The model '{OnnxPath}' gives {scores} scores a word piece, but " + (Kind == ModelFolderKind.SparkNlp ? $"{LabelsName} names {Labels.Count} labels"
            : hasLabels ? $"id2label in config.json names {Labels.Count} labels" : "config.json has no id2label, which names the labels")
        + ". The files are from different models, or one was changed: take both from the same one.");

    private void CheckVocabulary(FolderReader folder, OnnxSignature signature)
    {
        if (signature.Tables.Pieces is not { } rows)
        {
            return;
        }

        // A vocabulary in tokenizer.json is the one that counts.
        int? span = TokenizerJson is { } json ? folder.Parse("tokenizer.json", () => VocabularySpan.OfTokenizerJson(json)) : null;
        (string name, int pieces) = span is null && Vocabulary is { } text
            ? (VocabularyName, VocabularySpan.OfLines(text.Span))
            : ("tokenizer.json", span ?? 0);
        if (pieces <= rows && VocabularySize > rows)
        {
            (name, pieces) = ("config.json", VocabularySize.Value);
        }

        if (pieces > rows)
        {
            throw new ModelFormatException(
                Path,
                $"The model '{OnnxPath}' knows {rows} word pieces, but {name} has {pieces}. "
                + "The files are from different models: take both from the same one.");
        }
    }

    private IEnumerable<string> TokenizerFileNames()
    {
        (string Name, ReadOnlyMemory<byte>? Content)[] all =
        [
            (VocabularyName, Vocabulary), ("tokenizer.json", TokenizerJson), ("tokenizer_config.json", TokenizerConfigJson),
            ("special_tokens_map.json", SpecialTokensMapJson), ("config.json", ConfigJson),
        ];
        return all.Where(f => f.Content is not null).Select(f => f.Name);
    }

    private string NameOf(string path) => System.IO.Path.GetRelativePath(Path, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private IReadOnlyList<ModelFile> Hash() => [.. _fileNames.Order(StringComparer.Ordinal).Select(name =>
    {
        string path = System.IO.Path.Combine(Path, name);
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
