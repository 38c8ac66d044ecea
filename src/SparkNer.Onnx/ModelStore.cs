using System.Collections.Concurrent;
using System.Security.Cryptography;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Import;

namespace SparkNer.Onnx;

/// <summary>
/// Where models with weights but no graph are kept once they have been imported, so that the next start need not do it again. A folder of the store is a model
/// folder; what is not needed any more can be deleted by hand at any time.
/// </summary>
/// <remarks>Thread-safe. Several processes may use one store: of those that want the same model one imports it, and the others wait.</remarks>
public sealed class ModelStore
{
    // What the system's random bits may change unnoticed in a larger file, "sparkner model verify" finds.
    private const long SmallFile = 16 << 20;
    private const int LongestName = 60;

    private static readonly ConcurrentDictionary<string, Lazy<string>> _temporary = new(StringComparer.Ordinal);

    private readonly Action<string> _say;

    /// <summary>A store in a folder.</summary>
    /// <param name="folder">The folder, made when it is needed; null for one that lasts as long as the process.</param>
    /// <param name="say">Gets one line for a person where something takes long or is not as it should be; stderr if null.</param>
    public ModelStore(string? folder, Action<string>? say = null)
    {
        Folder = folder is null ? null : Path.GetFullPath(folder);
        _say = say ?? (line => Console.Error.WriteLine("sparkner: " + line));
    }

    /// <summary>
    /// The user's: <c>$SPARKNER_CACHE/models</c>, else <c>$XDG_CACHE_HOME/sparkner/models</c>, else <c>~/.cache/sparkner/models</c>, as the environment says at the moment.
    /// </summary>
    public static ModelStore Default => new(UserCache.Folder(Environment.GetEnvironmentVariable) is { } cache ? Path.Combine(cache, "models") : null);

    /// <summary>The folder; null for a store that lasts as long as the process.</summary>
    public string? Folder { get; }

    /// <summary>Whether weights are known by their content alone: for folders that are copied anew each time.</summary>
    internal bool ByContent { get; init; }

    /// <summary>What messages and <c>sparkner.json</c> call the source folder; null for its path.</summary>
    internal string? SourceName { get; init; }

    /// <summary>The models that are there, ordered by their folders' names.</summary>
    public IReadOnlyList<StoredModel> List()
    {
        if (Folder is null || !Directory.Exists(Folder))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(Folder).Where(f => Path.GetFileName(f)[0] != '.').Order(StringComparer.Ordinal).Select(Stored).OfType<StoredModel>()];
    }

    /// <summary>The folder of the imported model, which is imported if it is not there or not whole.</summary>
    /// <param name="source">A folder with weights.</param>
    /// <param name="layout">What is in it.</param>
    /// <param name="cancellationToken">Ends the import, or the wait for another's.</param>
    internal string Imported(FolderReader source, FolderLayout layout, CancellationToken cancellationToken)
    {
        string key = EntryKey.Of(source, layout.Storage, ByContent);
        if (Folder is null)
        {
            return Temporary(source, layout, key, "there is no home folder to keep imported models in", cancellationToken);
        }

        string entry = EntryOf(Folder, key, PlainName(source.Root));
        if (IsWhole(entry))
        {
            return entry;
        }

        FolderLock entryLock;
        try
        {
            Directory.CreateDirectory(Folder);
            entryLock = FolderLock.Take(Path.Combine(Folder, $".{key}.lock"), () => _say($"another process imports {NameOf(source)}: waiting for it"), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Temporary(source, layout, key, $"imported models cannot be kept in {Folder} ({e.Message})", cancellationToken);
        }

        using (entryLock)
        {
            entry = EntryOf(Folder, key, PlainName(source.Root));
            if (!IsWhole(entry))
            {
                Import(source, layout, entry, $"importing {NameOf(source)} ... (once; kept in {Folder})", cancellationToken);
            }
        }

        return entry;
    }

    private void Import(FolderReader source, FolderLayout layout, string entry, string message, CancellationToken cancellationToken)
    {
        _say(message);
        try
        {
            using var staged = new StagedFolder(entry);
            ImportWriter.Write(source, layout, staged.Path, NameOf(source), cancellationToken);
            staged.Complete(replace: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The model '{NameOf(source)}' cannot be imported to '{Folder ?? entry}': {e.Message} Make room there, or name another folder with {UserCache.Variable}.", e);
        }
    }

    // Not an error: a container or a cluster's node may have no place of its own, and works all the same.
    private string Temporary(FolderReader source, FolderLayout layout, string key, string reason, CancellationToken cancellationToken) => _temporary.GetOrAdd(key, _ => new Lazy<string>(() =>
    {
        string folder = Directory.CreateTempSubdirectory("sparkner-model-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FolderRemoval.Try(folder);
        try
        {
            string entry = Path.Combine(folder, PlainName(source.Root));
            Import(source, layout, entry, $"warning: {reason}. Importing {NameOf(source)} for this run only; {UserCache.Variable} names a folder where it can be kept.", cancellationToken);
            return entry;
        }
        catch
        {
            _temporary.TryRemove(key, out Lazy<string>? _);
            FolderRemoval.Try(folder);
            throw;
        }
    })).Value;

    // The same model has one entry, whatever its folders are called.
    private static string EntryOf(string store, string key, string name)
    {
        string usual = Path.Combine(store, EntryKey.Named(name, key));
        return Directory.Exists(usual) || !Directory.Exists(store) ? usual : Directory.EnumerateDirectories(store, EntryKey.Named("*", key)).FirstOrDefault(usual);
    }

    private string NameOf(FolderReader source) => SourceName ?? source.Root;

    // Cheap: a second start must not read the weights.
    private static bool IsWhole(string entry)
    {
        try
        {
            return Directory.Exists(entry) && ManifestFile.ReadChecked(FolderReader.Of(entry)) is { } manifest
                && manifest.Files.Where(f => f.Size <= SmallFile).All(f => f.Sha256 == HashOf(Path.Combine(entry, f.Name)));
        }
        catch (Exception e) when (e is ModelFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static StoredModel? Stored(string folder)
    {
        try
        {
            return ManifestFile.ReadChecked(FolderReader.Of(folder)) is { } manifest
                ? new StoredModel(EntryKey.NameOf(Path.GetFileName(folder)), folder, manifest, manifest.Files.Sum(f => f.Size), File.GetLastWriteTimeUtc(Path.Combine(folder, ModelManifest.FileName)))
                : null;
        }
        catch (ModelFormatException)
        {
            // Imported anew when it is wanted.
            return null;
        }
    }

    // Only so that a person finds it; the key decides. A snapshot's own name says nothing.
    private static string PlainName(string root)
    {
        string name = HubSnapshot.Of(root)?.Repo ?? Path.GetFileName(root);
        string plain = string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-')).TrimStart('.');
        return plain.Length == 0 ? "model" : plain;
    }
}
