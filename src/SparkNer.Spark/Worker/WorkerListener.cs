using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SparkNer.Spark.Worker;

/// <summary>Where a daemon is connected to: a port of the loopback address, or a socket file that only this user can open.</summary>
internal sealed class WorkerListener : IDisposable
{
    private const int Backlog = 1024;

    private readonly Socket _socket;
    private readonly string? _path;

    private WorkerListener(Socket socket, string? path)
    {
        _socket = socket;
        _path = path;
    }

    /// <summary>What Spark reads first from the daemon's standard output: the port, or the file's path.</summary>
    public byte[] Handshake
    {
        get
        {
            byte[] path = _path is null ? [] : Encoding.UTF8.GetBytes(_path);
            byte[] bytes = new byte[4 + path.Length];
            BinaryPrimitives.WriteInt32BigEndian(bytes, _path is null ? ((IPEndPoint)_socket.LocalEndPoint!).Port : path.Length);
            path.CopyTo(bytes, 4);
            return bytes;
        }
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="WorkerStartException">It cannot.</exception>
    public static WorkerListener Open(WorkerEnvironment environment)
    {
        if (!environment.UsesUnixSockets && environment.Secret is null)
        {
            throw new WorkerStartException("PYTHON_WORKER_FACTORY_SECRET is not set: only Spark starts this program with '-m pyspark.daemon'");
        }

        try
        {
            return environment.UsesUnixSockets ? OpenUnix(environment) : OpenTcp(environment);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new WorkerStartException($"cannot listen for Spark's tasks: {e.Message}", e);
        }
    }

    /// <summary>Waits for a connection.</summary>
    public Socket Accept() => _socket.Accept();

    /// <summary>Stops to listen and removes the socket file.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        if (_path is not null)
        {
            try
            {
                File.Delete(_path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Spark deletes the folder with the application.
            }
        }
    }

    private static WorkerListener OpenTcp(WorkerEnvironment environment)
    {
        IPAddress address = LocalSocket.Loopback(environment.PreferIPv6);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        return Listen(socket, new IPEndPoint(address, 0), null);
    }

    private static WorkerListener OpenUnix(WorkerEnvironment environment)
    {
        string folder = environment.SocketFolder
            ?? throw new WorkerStartException("PYTHON_WORKER_FACTORY_SOCK_DIR is not set though PYTHON_UNIX_DOMAIN_ENABLED is");
        string path = Path.Combine(folder, $".{Guid.NewGuid()}.sock");
        UnixDomainSocketEndPoint endPoint = LocalSocket.UnixEndPoint(path);
        return Listen(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), endPoint, path);
    }

    private static WorkerListener Listen(Socket socket, EndPoint endPoint, string? path)
    {
        var listener = new WorkerListener(socket, path);
        try
        {
            socket.Bind(endPoint);
            if (path is not null && !OperatingSystem.IsWindows())
            {
                // Before anybody can connect: there is no secret on Unix sockets.
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            socket.Listen(Backlog);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }
}
