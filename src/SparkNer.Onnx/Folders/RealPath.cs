namespace SparkNer.Onnx.Folders;

/// <summary>Paths without symbolic links.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The path with every link in it followed, also those of the folders above.</summary>
    /// <exception cref="ModelFormatException">Links in a circle, or a folder that may not be read.</exception>
    public static string Of(string path) => FolderReader.Guard(path, () => Resolve(Path.GetFullPath(path), path));

    private static string Resolve(string full, string asked)
    {
        int links = 0;
        string done = Path.GetPathRoot(full)!;
        var parts = new Stack<string>(full[done.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        while (parts.TryPop(out string? part))
        {
            if (part == "..")
            {
                done = Path.GetDirectoryName(done) ?? done;
                continue;
            }

            string next = Path.Combine(done, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                done = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"more than {MaxLinks} symbolic links on the way to '{asked}'");
            }

            if (Path.IsPathRooted(target))
            {
                done = Path.GetPathRoot(target)!;
                target = target[done.Length..];
            }

            foreach (string piece in target.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                if (piece != ".")
                {
                    parts.Push(piece);
                }
            }
        }

        return done;
    }
}
