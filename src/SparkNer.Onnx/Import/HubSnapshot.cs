namespace SparkNer.Onnx.Import;

/// <summary>What a folder's path says where it is a snapshot in the hub's cache: <c>.../models--org--name/snapshots/COMMIT</c>.</summary>
/// <param name="Repo">The repository, <c>org/name</c>.</param>
/// <param name="Revision">The commit.</param>
internal sealed record HubSnapshot(string Repo, string Revision)
{
    private const string Prefix = "models--";

    /// <summary>Reads a path; null where it is no snapshot's.</summary>
    public static HubSnapshot? Of(string folder)
    {
        string[] parts = Path.TrimEndingDirectorySeparator(folder).Split(Path.DirectorySeparatorChar);
        return parts is [.., var repo, "snapshots", var commit] && IsHex(commit, 40) && repo.StartsWith(Prefix, StringComparison.Ordinal) && repo.Length > Prefix.Length
            ? new HubSnapshot(repo[Prefix.Length..].Replace("--", "/", StringComparison.Ordinal), commit)
            : null;
    }

    /// <summary>The hash that a blob of the hub's cache is named by, or null. A large file's is its SHA-256 (64 digits), a small one's git's SHA-1.</summary>
    /// <param name="realPath">The file's path without links.</param>
    public static string? BlobHash(string realPath) =>
        realPath.Split(Path.DirectorySeparatorChar) is [.., var repo, "blobs", var name] && repo.StartsWith(Prefix, StringComparison.Ordinal) && (IsHex(name, 64) || IsHex(name, 40))
            ? name
            : null;

    private static bool IsHex(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
