namespace SparkNer.Hub.Http;

/// <summary>What may go well another time.</summary>
/// <param name="message">What happened: a whole sentence.</param>
/// <param name="innerException">What caused it.</param>
internal sealed class TransientException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>How long the server asks to wait; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
