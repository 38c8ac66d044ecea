using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>A recorded conversation between a driver and a real JVM.</summary>
internal static class Transcript
{
    private const char LineFeed = '\u23CE';

    /// <summary>The recordings, as version and case.</summary>
    public static IEnumerable<(string Version, string Case)> All => Directory.EnumerateFiles(Golden.PathOf("spark-wire"), "*.py4j.txt", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(p => (Path.GetFileName(Path.GetDirectoryName(p)!), Path.GetFileName(p)[..^".py4j.txt".Length]));

    /// <summary>A recording's exchanges in order.</summary>
    public static Exchange[] Read(string version, string name)
    {
        var exchanges = new List<Exchange>();
        string[]? sent = null;
        foreach (string line in File.ReadAllText(Golden.PathOf("spark-wire", version, name + ".py4j.txt")).Split('\n'))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                sent = line[2..].TrimEnd(LineFeed).Split(LineFeed);
            }
            else if (line.Length > 0)
            {
                // A line with '!' says how the recorder lost its connection.
                exchanges.Add(new Exchange(sent!, line.StartsWith("< ", StringComparison.Ordinal) ? line[2..] : null));
            }
        }

        return [.. exchanges];
    }

    /// <summary>A command and its reply; no reply if the connection was lost.</summary>
    internal sealed record Exchange(string[] Sent, string? Received);
}
