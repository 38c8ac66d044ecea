using SparkNer.Hub.Cache;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub;

/// <summary>
/// Models in the hub's cache, laid out as huggingface_hub does, so that what one program has fetched the other uses. Finds only; never asks the hub.
/// </summary>
/// <param name="folder">The cache's folder; it need not exist.</param>
public sealed class HubCache(string folder)
{
    /// <summary>The cache's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>The folder of a model that has been fetched whole.</summary>
    /// <param name="repository">The model.</param>
    /// <param name="revision">A branch, tag or commit; <c>main</c> if null.</param>
    /// <returns>The full path, or null if the model is not there, or not all of it.</returns>
    /// <exception cref="HubException">The revision cannot be one, or the cache cannot be read.</exception>
    public string? Find(HubRepository repository, string? revision = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return Find(repository, revision, only: null);
    }

    /// <summary>The same with one kind of weights.</summary>
    internal string? Find(HubRepository repository, string? revision, WeightKind? only)
    {
        var place = new CachedRepository(Folder, repository);
        string? commit = place.CommitOf(HubRepository.CheckRevision(revision ?? HubRepository.DefaultRevision));
        if (commit is null)
        {
            return null;
        }

        string snapshot = place.SnapshotOf(commit);
        return FilesOf(snapshot, only) is null ? null : snapshot;
    }

    /// <summary>The names of the files that make a snapshot a whole model, the best weights that are there; null if it is none.</summary>
    internal static IReadOnlyList<string>? FilesOf(string snapshot, WeightKind? only)
    {
        HashSet<string> names = NamesIn(snapshot);
        if (!names.Contains("config.json"))
        {
            return null;
        }

        foreach (WeightFiles weights in WeightFiles.Of(names).Where(w => only is null || w.Kind == only))
        {
            IReadOnlyList<string> parts = weights.Main;
            if (weights.Index is { } index)
            {
                try
                {
                    parts = [index, .. WeightFiles.ReadIndex(File.ReadAllBytes(Path.Combine(snapshot, index)))];
                }
                catch (Exception e) when (e is InvalidDataException or IOException)
                {
                    continue;
                }
            }

            if (parts.All(names.Contains))
            {
                return [.. DescriptionFiles.Of(names), .. parts];
            }
        }

        return null;
    }

    // Only what is a file in the end: a link whose blob is gone is not.
    private static HashSet<string> NamesIn(string snapshot) => Directory.Exists(snapshot)
        ? [.. Directory.EnumerateFiles(snapshot, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2, AttributesToSkip = 0 })
            .Where(File.Exists).Select(path => Path.GetRelativePath(snapshot, path).Replace(Path.DirectorySeparatorChar, '/'))]
        : [];
}
