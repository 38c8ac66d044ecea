namespace SparkNer.Spark.Gateway;

/// <summary>A driver JVM that we started.</summary>
public sealed class DriverJvm
{
    internal DriverJvm(GatewayAddress address) => Address = address;

    /// <summary>Where it listens.</summary>
    public GatewayAddress Address { get; }

    internal JvmEnd? End() => null;
}
