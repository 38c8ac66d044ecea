namespace SparkNer.Files;

/// <summary>An output cannot be written: a full disk, a missing permission, a target that exists. The message is for the user: it names the path and says
/// what to do.</summary>
public sealed class OutputException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">What could not be written, why, and what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public OutputException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The error for a failed write to a path.</summary>
    /// <param name="path">The output as the user named it.</param>
    /// <param name="cause">What the write threw.</param>
    internal static OutputException For(string path, Exception cause) => cause switch
    {
        OutputException same => same,
        UnauthorizedAccessException => new OutputException($"{path}: cannot be written: no permission. Choose a folder that you may write to.", cause),
        _ when IsDiskFull(cause) => new OutputException($"{path}: cannot be written: the disk is full. "
            + "Free some space or write to another disk, then run again.", cause),
        _ => new OutputException($"{path}: cannot be written: {cause.Message}", cause),
    };

    // ENOSPC and EDQUOT, as .NET (HResult = errno on Unix) and as DuckDB (text) report them.
    private static bool IsDiskFull(Exception cause) =>
        (cause is IOException && (cause.HResult & 0xFFFF) is 28 or 122 or 0x70)
        || cause.Message.Contains("No space left on device", StringComparison.Ordinal)
        || cause.Message.Contains("Disk quota exceeded", StringComparison.Ordinal);
}
