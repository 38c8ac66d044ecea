namespace SparkNer.IntegrationTests.Support;

/// <summary>
/// The distributions to test with, one a version. <c>SPARKNER_TEST_SPARK_HOMES</c> (folders, separated as in PATH) names them, and then there are no others;
/// without it they are <c>SPARK_HOME</c>, those under <c>artifacts/spark</c>, and the archives that lie beside the checkout.
/// </summary>
internal static class SparkDistributions
{
    private const string HomesVariable = "SPARKNER_TEST_SPARK_HOMES";

    private static readonly Lazy<IReadOnlyList<SparkDistribution>> _all = new(Find);

    /// <summary>All that were found, oldest first.</summary>
    public static IReadOnlyList<SparkDistribution> All => _all.Value;

    /// <summary>Why there is none.</summary>
    public static string? Missing
    {
        get
        {
            if (All.Count > 0)
            {
                return null;
            }

            string hint = $"Set SPARK_HOME, or {HomesVariable} for several versions.";
            return SparkArchive.All().Any()
                ? $"No Spark was found, and its archives cannot be unpacked: {SparkArchive.MissingTool} is missing. {hint}"
                : $"No Spark was found. {hint}";
        }
    }

    /// <summary>The one of a full version.</summary>
    public static SparkDistribution Of(string name) =>
        All.FirstOrDefault(d => d.Name == name) ?? throw new InvalidOperationException($"Spark {name} is not among those found: {string.Join(", ", All)}.");

    /// <summary>The version of an unpacked distribution, by the name of its core jar; null where there is none.</summary>
    public static string? VersionOf(string home)
    {
        string jars = Path.Combine(home, "jars");
        string? jar = Directory.Exists(jars) ? Directory.EnumerateFiles(jars, "spark-core_*.jar").FirstOrDefault() : null;
        string? name = Path.GetFileNameWithoutExtension(jar);
        return name?[(name.IndexOf('-', "spark-core_".Length) + 1)..];
    }

    private static List<SparkDistribution> Find()
    {
        IEnumerable<SparkDistribution> found = Environment.GetEnvironmentVariable(HomesVariable) is { Length: > 0 } homes
            ? homes.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Named)
            : Discovered();
        return [.. found.DistinctBy(d => d.Name).OrderBy(d => SparkVersion.TryParse(d.Name, out SparkVersion version) ? version : default)];
    }

    private static IEnumerable<SparkDistribution> Discovered()
    {
        string[] folders = [Environment.GetEnvironmentVariable("SPARK_HOME") ?? "", .. Directory.Exists(SparkArchive.Cache) ? Directory.EnumerateDirectories(SparkArchive.Cache) : []];
        IEnumerable<SparkDistribution> unpacked =
            from folder in folders
            where folder.Length > 0
            let version = VersionOf(folder)
            where SparkVersion.TryParse(version, out SparkVersion parsed) && parsed.IsKnown
            select new SparkDistribution(version, () => Path.GetFullPath(folder));
        return SparkArchive.MissingTool is null
            ? unpacked.Concat(SparkArchive.All().Select(a => new SparkDistribution(a.Version, a.Unpack)))
            : unpacked;
    }

    // What somebody asked for by name is not passed over: a test that uses it fails.
    private static SparkDistribution Named(string home) => VersionOf(home) is { } version
        ? new SparkDistribution(version, () => Path.GetFullPath(home))
        : new SparkDistribution(home, () => throw new DirectoryNotFoundException($"{HomesVariable} names {home}, but there is no jars/spark-core_*.jar in it."));
}
