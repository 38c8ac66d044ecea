namespace SparkNer.Hub.Cache;

/// <summary>One model's part of a cache: <c>blobs</c>, <c>refs</c>, <c>snapshots</c>, <c>.no_exist</c>.</summary>
internal sealed class CachedRepository
{
    private readonly string _cache;
    private readonly string _name;
    private readonly string _folder;

    public CachedRepository(string cache, HubRepository repository)
    {
        _cache = Path.GetFullPath(cache);
        _name = repository.FolderName;
        _folder = Path.Combine(_cache, _name);
    }

    /// <summary>The model's folder.</summary>
    public string Folder => _folder;

    /// <summary>Where a blob is kept, or will be.</summary>
    public string BlobOf(string hash) => Path.Combine(_folder, "blobs", hash);

    /// <summary>The folder of a commit, there or not.</summary>
    public string SnapshotOf(string commit) => Path.Combine(_folder, "snapshots", commit);

    /// <summary>The lock under which a blob is written.</summary>
    public string LockOf(string hash) => Path.Combine(_cache, ".locks", _name, hash + ".lock");

    /// <summary>The commit that a revision stands for, as far as the cache knows; null if it does not.</summary>
    public string? CommitOf(string revision)
    {
        if (HubRepository.IsCommit(revision))
        {
            return revision;
        }

        string path = RefOf(revision);
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is var commit && HubRepository.IsCommit(commit) ? commit : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Remembers what a revision stands for.</summary>
    public void WriteRef(string revision, string commit)
    {
        if (revision == commit || CommitOf(revision) == commit)
        {
            return;
        }

        string path = RefOf(revision);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, commit);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Remembers that a commit has no such file.</summary>
    public void WriteMissing(string commit, string name)
    {
        string path = Path.Combine([_folder, ".no_exist", commit, .. name.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream marker = File.Open(path, FileMode.OpenOrCreate);
    }

    /// <summary>Puts a blob into a snapshot: as a relative link, or where there are none as the file itself.</summary>
    /// <param name="commit">The snapshot's commit.</param>
    /// <param name="name">The file's name in it.</param>
    /// <param name="hash">The blob.</param>
    /// <param name="withoutLinks">Whether links are not wanted.</param>
    public void Link(string commit, string name, string hash, bool withoutLinks)
    {
        string path = PathIn(commit, name);
        string blob = BlobOf(hash);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        if (!withoutLinks && TryLink(temporary, Path.GetRelativePath(Path.GetDirectoryName(path)!, blob)))
        {
            File.Move(temporary, path, overwrite: true);
            return;
        }

        // A copy, since nobody knows which other snapshots link to the blob.
        File.Copy(blob, temporary);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A file's path in a snapshot.</summary>
    public string PathIn(string commit, string name) => Path.Combine([SnapshotOf(commit), .. name.Split('/')]);

    /// <summary>Marks the cache for programs that make backups: https://bford.info/cachedir.</summary>
    public void Tag()
    {
        Directory.CreateDirectory(_cache);
        string tag = Path.Combine(_cache, "CACHEDIR.TAG");
        if (!File.Exists(tag))
        {
            File.WriteAllText(tag, "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of models from the Hugging Face hub.\n");
        }
    }

    private static bool TryLink(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // Windows without the right to make links, or a file system that has none.
            return false;
        }
    }

    private string RefOf(string revision) => Path.Combine([_folder, "refs", .. revision.Split('/')]);
}
