namespace SparkNer.Spark.Gateway;

/// <summary>Where a JVM listens for the driver's commands: a port of this machine, and the secret that proves who calls.</summary>
/// <param name="Port">The port on the loopback address.</param>
/// <param name="Secret">The secret. Whoever has it can run code as the JVM's user.</param>
public sealed record GatewayAddress(int Port, string Secret)
{
    /// <summary>Without the secret, so that the address can be logged.</summary>
    public override string ToString() => $"127.0.0.1:{Port}";
}
