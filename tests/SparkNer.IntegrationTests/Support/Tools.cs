using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The programs of this machine that tests need.</summary>
internal static partial class Tools
{
    private const int OldestJava = 17;

    private static readonly Lazy<string?> _missingJava = new(FindWhatIsWrongWithJava);

    /// <summary>Why Spark cannot be started here; null if it can.</summary>
    public static string? MissingJava => _missingJava.Value;

    /// <summary>The full path of a program on PATH; null where there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string? FindWhatIsWrongWithJava()
    {
        // As Spark's scripts choose it.
        string? java = Environment.GetEnvironmentVariable("JAVA_HOME") is { Length: > 0 } home ? Path.Combine(home, "bin", "java") : Find("java");
        if (java is null || !File.Exists(java))
        {
            return "Java is missing: install openjdk-17-jre-headless, or set JAVA_HOME.";
        }

        using var process = Process.Start(new ProcessStartInfo(java, ["-version"]) { RedirectStandardError = true })!;
        string answer = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Match version = JavaVersion().Match(answer);
        return version.Success && int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture) >= OldestJava
            ? null
            : $"Spark needs Java {OldestJava} or newer, {java} says: {answer.Split('\n')[0].Trim()}";
    }

    [GeneratedRegex(@"version ""(\d+)")]
    private static partial Regex JavaVersion();
}
