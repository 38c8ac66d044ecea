using System.Security.Cryptography;
using SparkNer.Cli.Doctor;
using SparkNer.Onnx;
using SparkNer.WordPieces;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model verify</c> looks at: every byte against what was recorded, the tokenizer, and one text through the model.</summary>
internal sealed class ModelVerification(CancellationToken cancellationToken)
{
    private const string Text = "Angela Merkel met Tim Cook of Apple Inc. in Cupertino.";
    private const int MostNamed = 5;

    /// <summary>Looks at a model.</summary>
    /// <param name="open">Opens it.</param>
    public IEnumerable<Finding> Run(Func<ModelFolder> open)
    {
        ModelFolder? folder = null;
        yield return Try("folder", () => (folder = open()).Path);
        if (folder is null)
        {
            yield break;
        }

        yield return Try("files", () => Files(folder));
        if (folder.FilesPath != folder.Path)
        {
            yield return Try("source files", () => Compare(folder.Path, folder.Manifest!.Source.Files));
        }

        yield return Try("tokenizer", () =>
        {
            WordPieceTokenizer tokenizer = ModelTokenizer.Load(folder);
            return $"{tokenizer.VocabularySize} word pieces, {(tokenizer.LowerCase ? "uncased" : "cased")}";
        });
        yield return Try("inference", () => Infer(folder));
    }

    private string Files(ModelFolder folder) => folder.Manifest is { } manifest
        ? $"{Compare(folder.FilesPath, manifest.Files)} in {folder.FilesPath}"
        : $"{folder.Files.Count} files, of which no hash is recorded: the fingerprint is {folder.Fingerprint[..12]}";

    // The recorded hashes are of what was imported; a difference means a damaged disk, or somebody who changed the file.
    private string Compare(string folder, IReadOnlyList<ModelFile> recorded)
    {
        string[] different = [.. recorded.Select(file => Difference(folder, file)).OfType<string>()];
        return different.Length == 0
            ? $"{recorded.Count} files with the recorded hashes"
            : throw new UserErrorException(string.Join("; ", different.Take(MostNamed)) + (different.Length > MostNamed ? $"; and {different.Length - MostNamed} more" : "")
                + $". Import the model again{(File.Exists(Path.Combine(folder, ModelManifest.FileName)) ? "" : ", or get its files again")}.");
    }

    private string? Difference(string folder, ModelFile file)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
        {
            return $"{file.Name} is missing";
        }

        using FileStream stream = File.OpenRead(path);
        return stream.Length != file.Size ? $"{file.Name} has {stream.Length} bytes, not {file.Size}"
            : Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256 ? $"{file.Name} has another content than recorded"
            : null;
    }

    private static string Infer(ModelFolder folder)
    {
        using Annotator annotator = Annotator.Load(folder);
        AnnotatedText result = annotator.Annotate(Text);
        return result.Error is { } error ? throw new UserErrorException(error) : $"{result.Ner.Count} tokens of a text labelled";
    }

    private Finding Try(string what, Func<string> look)
    {
        try
        {
            return new Finding(what, look(), IsWell: true);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is UserErrorException or ModelFormatException or ModelRunException or IOException or UnauthorizedAccessException)
        {
            return new Finding(what, exception.Message, IsWell: false);
        }
    }
}
