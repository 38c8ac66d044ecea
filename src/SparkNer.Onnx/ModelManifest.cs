using SparkNer.Onnx.Import;

namespace SparkNer.Onnx;

/// <summary>What <c>sparkner.json</c> of an imported model folder says: where the model came from, what was made of it, and the hash of every file.</summary>
/// <remarks>Immutable. Results depend on none of it; it is not among <see cref="ModelFolder.Files"/>.</remarks>
public sealed record ModelManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "sparkner.json";

    /// <summary>The newest form of the file that this version reads and the one that it writes.</summary>
    public const int NewestFormat = 1;

    /// <summary>The form of the file.</summary>
    public required int Format { get; init; }

    /// <summary>The program that made the folder, with its version.</summary>
    public required string Producer { get; init; }

    /// <summary>The model's type, such as <c>distilbert</c> or <c>bert</c>; null where nothing names it.</summary>
    public string? Architecture { get; init; }

    /// <summary>What the matrices are computed in: <c>fp32</c>, or another for a quantized model; null for an ONNX file that was taken as it is.</summary>
    public string? Precision { get; init; }

    /// <summary>The bits of a quantized weight; null for a model that is not quantized.</summary>
    public int? WeightBits { get; init; }

    /// <summary>The <see cref="ModelFolder.Fingerprint"/> of the model that was quantized; null for a model that is not quantized.</summary>
    public string? QuantizedFrom { get; init; }

    /// <summary>The longest sequence in word pieces, [CLS] and [SEP] included; null where the model does not say.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>The label names by class id.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the folder was made from.</summary>
    public required ModelOrigin Source { get; init; }

    /// <summary>The folder's files, this one excepted, ordered by name.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>Reads a folder's <c>sparkner.json</c>; null where it has none.</summary>
    /// <param name="folder">The model folder.</param>
    /// <exception cref="ModelFormatException">The file cannot be read, is no such file, or was written by a newer version.</exception>
    public static ModelManifest? Read(string folder) => ManifestFile.Read(folder);
}
