namespace SparkNer.Spark.Gateway;

/// <summary>The conversation with the JVM failed: no such class or method, an argument that cannot travel, a broken connection.</summary>
public class GatewayException : Exception
{
    /// <summary>Makes the exception.</summary>
    public GatewayException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
