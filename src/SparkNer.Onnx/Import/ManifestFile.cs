using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Import;

/// <summary>Reads and writes <c>sparkner.json</c>.</summary>
internal static class ManifestFile
{
    private const string Again = "Import the model again.";

    // With letters of all languages as they are: labels are to be read.
    private static readonly ManifestJson _json = new(new JsonSerializerOptions(ManifestJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The manifest of a folder, or null.</summary>
    public static ModelManifest? Read(string folder)
    {
        FolderReader reader = FolderReader.Of(folder);
        return Read(reader);
    }

    /// <summary>The manifest of a folder, or null.</summary>
    public static ModelManifest? Read(FolderReader folder) =>
        folder.ReadOptional(ModelManifest.FileName) is { } content ? folder.Parse(ModelManifest.FileName, () => Parse(content)) : null;

    /// <summary>The manifest of a folder, or null; an error where a file is not there any more, or has another size.</summary>
    public static ModelManifest? ReadChecked(FolderReader folder)
    {
        ModelManifest? manifest = Read(folder);
        foreach (ModelFile file in manifest?.Files ?? [])
        {
            string path = folder.PathOf(file.Name);
            long? size = folder.Has(file.Name) ? FolderReader.Guard(path, () => folder.Files.SizeOf(path)) : null;
            if (size != file.Size)
            {
                throw new ModelFormatException(
                    path,
                    $"'{path}' {(size is null ? "is missing" : $"has {size} bytes")}, but {ModelManifest.FileName} says that it has {file.Size}: the folder was copied in part, or changed. {Again}");
            }
        }

        return manifest;
    }

    /// <summary>The file's content.</summary>
    public static byte[] Write(ModelManifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, _json.ModelManifest), (byte)'\n'];

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or a newer one.</exception>
    public static ModelManifest Parse(ReadOnlyMemory<byte> utf8)
    {
        ModelManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(utf8.Span, _json.ModelManifest);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not what an import writes: {e.Message} {Again}", e);
        }

        if (manifest is null || manifest.Files.Count == 0 || manifest.Labels.Count == 0)
        {
            throw new InvalidDataException($"it names no files or no labels. {Again}");
        }

        if (manifest.Format is < 1 or > ModelManifest.NewestFormat)
        {
            throw new InvalidDataException(
                $"its format is {manifest.Format}, and this version knows up to {ModelManifest.NewestFormat}: it was imported by '{manifest.Producer}'. Use that version or a newer one, or import the model again");
        }

        foreach (ModelFile file in manifest.Files)
        {
            if (file.Name.StartsWith('/') || file.Name.Split('/').Any(part => part is "" or "." or "..") || file.Name.AsSpan().IndexOfAny("\\:\0") >= 0)
            {
                throw new InvalidDataException($"it names the file '{file.Name}', which is no file of the folder");
            }
        }

        return manifest;
    }
}

/// <summary>The JSON form of a manifest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
