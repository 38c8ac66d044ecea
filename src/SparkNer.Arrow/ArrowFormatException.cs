namespace SparkNer.Arrow;

/// <summary>An Arrow stream is damaged, cut off, beyond the limits or of a kind that is not read. The message says what is wrong and where.</summary>
public sealed class ArrowFormatException : Exception
{
    /// <summary>An error of a stream.</summary>
    /// <param name="message">What is wrong and where: <c>record batch 3, column 'text': ...</c>.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ArrowFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
