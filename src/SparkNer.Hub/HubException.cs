namespace SparkNer.Hub;

/// <summary>A model that could not be fetched or found. The message says what is wrong, with which model or file, and what to do.</summary>
public class HubException : Exception
{
    /// <summary>An exception with its whole message.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="innerException">What caused it, if another exception did.</param>
    public HubException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
