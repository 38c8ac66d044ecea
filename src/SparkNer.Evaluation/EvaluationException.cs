namespace SparkNer.Evaluation;

/// <summary>Data that cannot be evaluated. The message is for the user: it names the file and the line, and says what to do.</summary>
public sealed class EvaluationException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What was caught, if anything.</param>
    public EvaluationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
