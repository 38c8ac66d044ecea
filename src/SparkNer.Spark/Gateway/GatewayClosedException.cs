namespace SparkNer.Spark.Gateway;

/// <summary>The connection to the JVM is gone, mostly because the JVM is.</summary>
public sealed class GatewayClosedException : GatewayException
{
    /// <summary>Makes the exception.</summary>
    public GatewayClosedException(string message, int? exitStatus = null, Exception? inner = null)
        : base(message, inner) => ExitStatus = exitStatus;

    /// <summary>The JVM's exit status; null if it still runs or was not started by us.</summary>
    public int? ExitStatus { get; }
}
