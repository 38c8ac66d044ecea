namespace SparkNer.Hub;

/// <summary>The hub did not answer, or answered that it cannot now: what is in the cache may do instead.</summary>
public sealed class HubUnreachableException : HubException
{
    /// <summary>An exception with its whole message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="innerException">What caused it, if another exception did.</param>
    public HubUnreachableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
