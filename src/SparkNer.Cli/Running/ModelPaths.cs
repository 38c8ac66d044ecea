using SparkNer.Onnx;

namespace SparkNer.Cli.Running;

/// <summary>Finds a model's folder by path or by name.</summary>
internal static class ModelPaths
{
    /// <summary>
    /// The folder: a path as it is; a name in the folder <c>models</c> here, or beside the program or above it; a model in the hub's cache by its name on the
    /// hub. Fetches nothing.
    /// </summary>
    /// <param name="nameOrPath">The name or path.</param>
    /// <param name="environment">Reads an environment variable; null for the process's own.</param>
    public static string Find(string nameOrPath, Func<string, string?>? environment = null)
    {
        if (Directory.Exists(nameOrPath) || File.Exists(nameOrPath))
        {
            return nameOrPath;
        }

        environment ??= Environment.GetEnvironmentVariable;
        if (nameOrPath.Contains('/') || nameOrPath.Contains(Path.DirectorySeparatorChar))
        {
            return ModelCards.FindPulled(nameOrPath, environment) ?? nameOrPath;
        }

        List<string> folders = [.. ModelsFolders()];
        string? folder = folders.Select(f => Path.Combine(f, nameOrPath.Split('@')[0])).FirstOrDefault(Directory.Exists);

        // A card alone, without a model beside it, stands for what was pulled.
        return folder is not null && File.Exists(Path.Combine(folder, ModelCards.FileName)) && !File.Exists(Path.Combine(folder, "config.json"))
            ? ModelCards.FindPulled(nameOrPath, environment)!
            : folder ?? throw new UserErrorException(NotFound(nameOrPath, folders));
    }

    /// <summary>The folders of the models that have a name, ordered by it.</summary>
    public static IEnumerable<string> Known() =>
        ModelsFolders().SelectMany(Directory.GetDirectories).DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal);

    private static string NotFound(string name, List<string> folders)
    {
        string[] known = [.. Known().Select(folder => Path.GetFileName(folder)!)];
        string there = known.Length > 0 ? $"in 'models' there {(known.Length == 1 ? "is" : "are")} {string.Join(", ", known)}" : "there is no folder 'models'";
        return $"there is no model '{name}': {there}.{NearestName.Hint(name, known)} Give the name of one, or the path of a model's folder.";
    }

    /// <summary>The folders <c>models</c> that there are, the nearest first.</summary>
    public static IEnumerable<string> ModelsFolders()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<string> places = [Environment.CurrentDirectory, .. Ancestors(AppContext.BaseDirectory)];
        return places.Select(p => Path.GetFullPath(Path.Combine(p, "models"))).Where(p => seen.Add(p) && Directory.Exists(p));
    }

    // In a checkout the program lies some levels below the root.
    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
