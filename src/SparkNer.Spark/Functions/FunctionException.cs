namespace SparkNer.Spark.Functions;

/// <summary>A task that cannot go on, with a message for the user: what is wrong and what to do. Shown by Spark as it is.</summary>
public sealed class FunctionException : Exception
{
    /// <summary>Makes the exception.</summary>
    public FunctionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
