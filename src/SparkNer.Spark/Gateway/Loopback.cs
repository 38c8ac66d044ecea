using System.Net;
using System.Net.Sockets;

namespace SparkNer.Spark.Gateway;

/// <summary>Connections to servers of this machine's JVM.</summary>
internal static class Loopback
{
    /// <summary>Connects to a port: on the IPv4 loopback address, or the IPv6 one for a JVM that prefers it.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static Stream Connect(int port)
    {
        try
        {
            return Connect(new IPEndPoint(IPAddress.Loopback, port), AddressFamily.InterNetwork);
        }
        catch (SocketException first) when (Socket.OSSupportsIPv6)
        {
            try
            {
                return Connect(new IPEndPoint(IPAddress.IPv6Loopback, port), AddressFamily.InterNetworkV6);
            }
            catch (SocketException)
            {
                throw new IOException(first.Message, first);
            }
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>Connects to a Unix domain socket.</summary>
    /// <exception cref="IOException">Nobody listens there.</exception>
    public static Stream Connect(string path)
    {
        try
        {
            return Connect(new UnixDomainSocketEndPoint(path), AddressFamily.Unix);
        }
        catch (SocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static NetworkStream Connect(EndPoint end, AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Stream, family == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            if (family != AddressFamily.Unix)
            {
                // A command is a few small lines and waits for its answer: nothing to gather.
                socket.NoDelay = true;
            }

            socket.Connect(end);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
