using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>The file by which a new JVM tells where it listens: the port (4 bytes, big-endian), then the secret's length and the secret.</summary>
internal static class ConnectionInfo
{
    /// <summary>Reads it.</summary>
    /// <exception cref="SparkSetupException">It is something else.</exception>
    public static GatewayAddress Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 8 && BinaryPrimitives.ReadInt32BigEndian(bytes) is > 0 and < 65536 && BinaryPrimitives.ReadInt32BigEndian(bytes[4..]) == bytes.Length - 8
            ? new GatewayAddress(BinaryPrimitives.ReadInt32BigEndian(bytes), Encoding.UTF8.GetString(bytes[8..]))
            : throw new SparkSetupException($"Spark's JVM wrote {bytes.Length} bytes that are no gateway's address: use Spark {SparkVersion.Supported}");
}
