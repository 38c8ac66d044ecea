using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Import;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Quantization;

namespace SparkNer.Onnx;

/// <summary>
/// Makes a model whose products of matrices are computed with 8-bit numbers: a quarter of the size and, on a processor with VNNI, well over twice as fast. Each word
/// piece's activations are scaled on their own, so the labels of a text do not depend on the texts beside it.
/// </summary>
public static class ModelQuantization
{
    /// <summary>The fewest bits of a weight: such a model runs on every processor, with the same results.</summary>
    public const int FewestBits = WeightBits.Fewest;

    /// <summary>The most bits of a weight: such a model is refused on x86 processors without VNNI, which would compute wrong sums.</summary>
    public const int MostBits = WeightBits.Most;

    /// <summary>The precision that <see cref="ModelManifest.Precision"/> names.</summary>
    public const string Precision = "int8";

    /// <summary>Quantizes a model. The destination appears when it is complete; what ends before that, cancelled or failed, leaves nothing behind.</summary>
    /// <param name="source">The model, of 32-bit numbers. It is only read.</param>
    /// <param name="destination">The new folder; the folders above it are made where they are missing.</param>
    /// <param name="weightBits">Bits a weight: <see cref="FewestBits"/> or <see cref="MostBits"/>.</param>
    /// <param name="replace">Whether an imported model at the destination is replaced. Anything else there is never touched.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The new folder, open.</returns>
    /// <exception cref="ModelFormatException">The model cannot be quantized: the message says why.</exception>
    /// <exception cref="IOException">The destination is taken, or cannot be written.</exception>
    /// <exception cref="ArgumentException">The source is in memory or has no model, a path is blank, one of the folders lies in the other, or the bits are out of range.</exception>
    public static ModelFolder Run(ModelFolder source, string destination, int weightBits, bool replace = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(destination);
        if (source.OnnxPath is not { } onnxPath || source.IsInMemory)
        {
            throw new ArgumentException($"'{source.Path}' is in memory, or was opened for its tokenizer only: open it with ModelFolder.Open to quantize it.", nameof(source));
        }

        if (weightBits is < FewestBits or > MostBits)
        {
            throw new ArgumentOutOfRangeException(nameof(weightBits), weightBits, $"A weight has {FewestBits} or {MostBits} bits.");
        }

        try
        {
            return ModelImport.Create(source.Path, destination, replace, target => Write(source, onnxPath, weightBits, target, cancellationToken));
        }
        catch (InvalidDataException e)
        {
            throw new ModelFormatException(onnxPath, $"'{onnxPath}' cannot be quantized: {e.Message}.", e);
        }
    }

    private static void Write(ModelFolder source, string onnxPath, int weightBits, string target, CancellationToken cancellationToken)
    {
        OnnxModel model = OnnxFileCheck.Read(FileTree.Disk, onnxPath);
        using var tensors = new TensorFiles(onnxPath);
        OnnxFileEdit edit = QuantizationPlan.Of(model, tensors, weightBits);
        List<ModelFile> written = [];
        foreach ((string name, ReadOnlyMemory<byte> content) in source.SmallFiles.Concat(Labels(source)))
        {
            written.Add(ImportWriter.Write(target, name, content, cancellationToken));
        }

        string onnxName = Path.GetRelativePath(source.FilesPath, onnxPath).Replace(Path.DirectorySeparatorChar, '/');
        using (var file = new HashedFile(target, onnxName, cancellationToken))
        {
            edit.Write(model, tensors, file);
            written.Add(file.Complete());
        }

        string kind = source.Kind == ModelFolderKind.SparkNlp ? "spark-nlp" : "onnx";
        ModelManifest manifest = source.Manifest ?? ImportWriter.ManifestOf(FolderReader.Of(source.FilesPath), kind, source.Files, [], source.Labels, source.MaxPositions) with
        {
            Architecture = source.Architecture,
        };
        manifest = manifest with
        {
            Producer = ImportWriter.Producer,
            Precision = Precision,
            WeightBits = weightBits,
            QuantizedFrom = source.Fingerprint,
            Source = manifest.Source with { Folder = null },
            Files = ImportWriter.Ordered(written),
        };
        ImportWriter.Write(target, ModelManifest.FileName, ManifestFile.Write(manifest), cancellationToken);
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> Labels(ModelFolder source)
    {
        if (source.Kind == ModelFolderKind.SparkNlp)
        {
            yield return (ModelFolder.LabelsName, FolderReader.Of(source.FilesPath).ReadRequired(ModelFolder.LabelsName, "Get the model again."));
        }
    }
}
