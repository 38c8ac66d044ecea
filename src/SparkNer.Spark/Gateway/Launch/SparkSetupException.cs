namespace SparkNer.Spark.Gateway.Launch;

/// <summary>Spark cannot be used as things are: none was found, its version does not work, Java is missing. The message says what to do.</summary>
public sealed class SparkSetupException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SparkSetupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
