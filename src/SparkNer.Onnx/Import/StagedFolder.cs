namespace SparkNer.Onnx.Import;

/// <summary>A folder that appears under its name only when it is complete: written under a hidden name beside it, brought to the disk, and renamed.</summary>
/// <remarks>Disposing without <see cref="Complete"/> leaves nothing behind; what a killed process left is deleted by the next that writes beside it.</remarks>
internal sealed class StagedFolder : IDisposable
{
    private const string Suffix = ".tmp";
    private const string LockName = ".lock";

    private readonly FolderLock _lock;
    private readonly string _target;
    private bool _done;

    /// <summary>Makes the hidden folder, and the folders above it where they are missing.</summary>
    /// <param name="target">The full path that the folder is to have.</param>
    public StagedFolder(string target)
    {
        _target = target;
        string parent = System.IO.Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(parent);
        DeleteLeftovers(parent);
        Path = System.IO.Path.Combine(parent, $".{System.IO.Path.GetFileName(target)}.{Guid.NewGuid():N}{Suffix}");
        Directory.CreateDirectory(Path);
        _lock = FolderLock.TryTake(LockOf(Path))!;
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Brings everything to the disk and gives the folder its name.</summary>
    /// <param name="replace">Whether a folder of that name is to be replaced; else it must not be there, or be empty.</param>
    /// <exception cref="IOException">The name is taken, or the disk refuses.</exception>
    public void Complete(bool replace)
    {
        foreach (string folder in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).Append(Path))
        {
            FolderSync.Flush(folder);
        }

        string? old = replace && Directory.Exists(_target) ? Path + ".old" : null;
        if (old is not null)
        {
            Directory.Move(_target, old);
        }
        else if (Directory.Exists(_target))
        {
            // Succeeds for an empty one only.
            Directory.Delete(_target);
        }

        try
        {
            Directory.Move(Path, _target);
        }
        catch when (old is not null)
        {
            Directory.Move(old, _target);
            throw;
        }

        _done = true;
        File.Delete(LockOf(_target));
        FolderSync.Flush(System.IO.Path.GetDirectoryName(_target)!);
        if (old is not null)
        {
            FolderRemoval.Try(old);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (!_done)
        {
            FolderRemoval.Try(Path);
        }
    }

    // A process that still writes has its lock.
    private static void DeleteLeftovers(string parent)
    {
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(parent, ".*" + Suffix))
            {
                if (File.Exists(LockOf(folder)) && FolderLock.TryTake(LockOf(folder)) is { } taken)
                {
                    taken.Dispose();
                    FolderRemoval.Try(folder);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another's, or another deletes it at the same time: not ours to worry about.
        }
    }

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, LockName);
}
