namespace SparkNer.Cli.Annotate;

/// <summary>The file extensions that name a format.</summary>
internal static class FileExtensions
{
    private static readonly string[] _known = [".parquet", ".pq", ".json", ".jsonl", ".ndjson", ".csv", ".txt", ".text"];

    /// <summary>Whether a path ends like a file of a known format, compressed or not.</summary>
    public static bool IsKnown(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return _known.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
    }
}
