using System.Text.RegularExpressions;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>Why a JVM did not start, found in its last words. No I/O.</summary>
internal static partial class StartFailure
{
    /// <summary>The message: Spark's own reason in the first line if it gives one, then how the JVM ended and its last lines.</summary>
    public static string Describe(int exitStatus, IReadOnlyList<string> lastLines)
    {
        string end = $"Spark's JVM ended while it started (exit status {exitStatus})";
        string first = Reason(lastLines) is { } reason ? $"Spark did not start: {reason}\n{end}" : end;
        return string.Join('\n', [first, .. lastLines]).TrimEnd();
    }

    // What Spark's own scripts and classes say to the user goes before exceptions, of which the first caused the others.
    private static string? Reason(IReadOnlyList<string> lines) =>
        lines.Select(l => Said().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value
        ?? lines.Select(l => Thrown().Match(l)).Where(m => m.Success).Select(Text).FirstOrDefault();

    private static string Text(Match thrown)
    {
        (string package, string name, string message) = (thrown.Groups[1].Value, thrown.Groups[2].Value, thrown.Groups[3].Value);
        return package.StartsWith("org.apache.spark.", StringComparison.Ordinal) ? message : $"{name}: {message}";
    }

    [GeneratedRegex(@"^(?:Error|ERROR): (.*\S)")]
    private static partial Regex Said();

    [GeneratedRegex(@"^(?:Exception in thread ""[^""]*"" )?((?:[a-z][\w$]*\.)+)([A-Z][\w$]*(?:Exception|Error)): (.*\S)")]
    private static partial Regex Thrown();
}
