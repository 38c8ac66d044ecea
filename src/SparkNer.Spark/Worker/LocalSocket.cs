using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker;

/// <summary>Sockets between processes of one machine, and the secret that goes over them.</summary>
internal static class LocalSocket
{
    private const string Accepted = "ok";
    private const string Refused = "err";

    /// <summary>The loopback address.</summary>
    public static IPAddress Loopback(bool preferIPv6) => preferIPv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    /// <summary>Connects to a TCP port of this machine.</summary>
    public static Socket ConnectTcp(int port, bool preferIPv6)
    {
        if (port is <= 0 or > IPEndPoint.MaxPort)
        {
            throw new IOException(FormattableString.Invariant($"{port} is not a port"));
        }

        IPAddress address = Loopback(preferIPv6);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        return Connect(socket, new IPEndPoint(address, port));
    }

    /// <summary>Connects to a Unix socket.</summary>
    public static Socket ConnectUnix(string path) =>
        Connect(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), UnixEndPoint(path));

    /// <summary>The end point of a socket file.</summary>
    /// <exception cref="IOException">The path is empty or longer than the system allows.</exception>
    public static UnixDomainSocketEndPoint UnixEndPoint(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (Exception e) when (e is ArgumentException or PlatformNotSupportedException)
        {
            throw new IOException($"the socket '{path}' cannot be used: the path is too long, or the system has no Unix sockets", e);
        }
    }

    /// <summary>Sends a secret and waits for the answer.</summary>
    /// <exception cref="IOException">It was refused.</exception>
    public static void Authenticate(WireReader reader, WireWriter writer, string secret, string peer)
    {
        writer.Utf(secret);
        writer.Flush();
        if (reader.Utf("answer to the secret", WireLimits.SecretBytes) != Accepted)
        {
            throw new IOException($"{peer} refused the secret");
        }
    }

    /// <summary>Waits for a secret and answers.</summary>
    /// <returns>Whether it is the right one.</returns>
    public static bool Check(WireReader reader, WireWriter writer, string secret)
    {
        byte[] came = reader.Blob("secret", WireLimits.SecretBytes);
        // A comparison whose time says nothing about where the difference is.
        bool right = CryptographicOperations.FixedTimeEquals(came, Encoding.UTF8.GetBytes(secret));
        writer.Utf(right ? Accepted : Refused);
        writer.Flush();
        return right;
    }

    private static Socket Connect(Socket socket, EndPoint endPoint)
    {
        try
        {
            socket.Connect(endPoint);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"cannot connect to {endPoint}: {e.Message}", e);
        }
    }
}
