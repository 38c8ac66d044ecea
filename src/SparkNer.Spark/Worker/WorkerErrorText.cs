using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Spark.Worker;

/// <summary>The text of an error on its way to the user: Spark wraps it in words of its own, so it stands between marks by which the driver finds it again.</summary>
public static class WorkerErrorText
{
    /// <summary>What stands before the message, on its first line.</summary>
    public const string Start = "sparkner: error: ";

    /// <summary>The last line.</summary>
    public const string End = "sparkner: end of error";

    // More would drown the message, and Spark repeats it for every attempt.
    private const int LongestMessage = 32 * 1024;

    /// <summary>The text for Spark: the message, then details if there are any, each from a line of its own.</summary>
    public static string Format(string message, string? details = null)
    {
        string body = details is null ? message : $"{message}\n{details}";
        return $"{Start}{(body.Length <= LongestMessage ? body : string.Concat(body.AsSpan(0, LongestMessage), " ..."))}\n{End}";
    }

    /// <summary>Finds the message, with its details, in what Spark says about a failed job.</summary>
    /// <param name="text">Spark's text.</param>
    /// <param name="message">The first message in it, without the marks.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryExtract(string? text, [NotNullWhen(true)] out string? message)
    {
        message = null;
        int start = text?.IndexOf(Start, StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text.AsSpan(start + Start.Length);
        int end = rest.IndexOf(End, StringComparison.Ordinal);
        // Whoever cut the text has left the first line at least.
        message = (end >= 0 ? rest[..end] : rest[..(rest.IndexOf('\n') is int line and >= 0 ? line : rest.Length)]).Trim().ToString();
        return true;
    }
}
