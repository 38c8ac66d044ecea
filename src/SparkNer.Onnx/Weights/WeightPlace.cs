using SparkNer.Onnx.Folders;

namespace SparkNer.Onnx.Weights;

/// <summary>Makes sure that a model's files lie where a model's files may lie.</summary>
internal static class WeightPlace
{
    /// <summary>
    /// Checks that a file lies in the model's folder, or is a link to one that does. In a cache of the Hugging Face hub, where a model's folder
    /// <c>models--*/snapshots/REVISION</c> holds links only, they may lead to the <c>blobs</c> of the same repository.
    /// </summary>
    /// <exception cref="ModelFormatException">It leads elsewhere.</exception>
    public static void Check(string root, string path)
    {
        string real = RealPath.Of(path);
        if (!Holds(RealPath.Of(root), real))
        {
            throw new ModelFormatException(
                path,
                $"'{path}' is a link to '{real}', outside the model's folder. A model's files must lie in its own folder: "
                    + "if you trust who made the link, put the file itself in its place.");
        }
    }

    /// <summary>Whether a file belongs to a model's folder, both given without links.</summary>
    public static bool Holds(string realRoot, string real) => Inside(realRoot, real) || (BlobsOf(realRoot) is { } blobs && Inside(blobs, real));

    private static string? BlobsOf(string snapshot)
    {
        string? snapshots = Path.GetDirectoryName(snapshot);
        string? repository = Path.GetDirectoryName(snapshots);
        bool isCache = Path.GetFileName(snapshots) == "snapshots"
            && Path.GetFileName(repository)?.StartsWith("models--", StringComparison.Ordinal) == true;
        return isCache ? Path.Combine(repository!, "blobs") : null;
    }

    private static bool Inside(string folder, string path) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
