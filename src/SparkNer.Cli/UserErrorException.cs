namespace SparkNer.Cli;

/// <summary>An error whose message is meant for the user: it says what is wrong, where, and what to do. Printed as one line, without a stack trace.</summary>
internal class UserErrorException : Exception
{
    public UserErrorException(string message)
        : base(message)
    {
    }

    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
