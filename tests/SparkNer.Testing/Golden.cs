using System.IO.Compression;
using System.Reflection;
using System.Text.Json;

namespace SparkNer.Testing;

/// <summary>The golden files under <c>tests/golden</c>: what the real Spark NLP and the real Hugging Face libraries answer.</summary>
public static class Golden
{
    /// <summary>The root of the checkout that the tests were built from.</summary>
    public static string RepositoryRoot { get; } = Path.GetFullPath(
        typeof(Golden).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    /// <summary>The full path of a golden file or folder.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([RepositoryRoot, "tests", "golden", .. parts]);

    /// <summary>The default model's folder.</summary>
    public static string DefaultModel => Path.Combine(RepositoryRoot, "models", "sparkner-small-conll03");

    /// <summary>The objects of a <c>.jsonl</c> or <c>.jsonl.gz</c> golden file, in order. Lines end at LF only.</summary>
    public static IEnumerable<JsonElement> Lines(params string[] parts) => Lines(parts, line => line);

    /// <summary>The same of a file whose numbers may be <c>NaN</c>, which Python writes and JSON does not know: they become null.</summary>
    public static IEnumerable<JsonElement> LinesWithNaN(params string[] parts) => Lines(parts, line => line.Replace(":NaN", ":null", StringComparison.Ordinal));

    /// <summary>The root of a <c>.json</c> golden file.</summary>
    public static JsonElement Json(params string[] parts)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(parts)));
        return document.RootElement.Clone();
    }

    private static IEnumerable<JsonElement> Lines(string[] parts, Func<string, string> mend)
    {
        using Stream file = File.OpenRead(PathOf(parts));
        using Stream stream = parts[^1].EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(mend(line));
            yield return document.RootElement.Clone();
        }
    }
}
