namespace SparkNer.Files;

/// <summary>An input cannot be used: it is missing, is not of the format that it is taken for, or lacks a column. The message is for the user: it names the
/// file and says what to do.</summary>
public sealed class InputException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">What is wrong with which file, and what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public InputException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
