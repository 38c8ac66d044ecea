using System.Net;
using System.Net.Sockets;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>Connects to the executor's server for encrypted broadcasts.</summary>
internal static class BroadcastConnector
{
    /// <summary>Connects, and proves who we are where there is a secret.</summary>
    /// <exception cref="IOException">The server is not there or refuses.</exception>
    public static Stream Connect(BroadcastServer server, WorkerEnvironment environment)
    {
        Socket socket = server.Path is { } path
            ? LocalSocket.ConnectUnix(path)
            : LocalSocket.ConnectTcp(server.Port, environment.PreferIPv6);
        try
        {
            socket.ReceiveTimeout = (int)environment.AuthenticationTimeout.TotalMilliseconds;
            var stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true), environment.BufferSize);
            if (server.Secret is { } secret)
            {
                LocalSocket.Authenticate(new WireReader(stream), new WireWriter(stream), secret, "the broadcast server");
            }

            // From here on the server decrypts at its own pace.
            socket.ReceiveTimeout = 0;
            return stream;
        }
        catch (WireException e)
        {
            socket.Dispose();
            throw new IOException(e.Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
