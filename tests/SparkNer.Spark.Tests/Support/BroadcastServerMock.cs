using System.Net;
using System.Net.Sockets;
using SparkNer.Spark.Worker.Wire;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Support;

/// <summary>The executor's server for encrypted broadcasts: serves connection after connection the same broadcasts.</summary>
internal sealed class BroadcastServerMock : IDisposable
{
    public const string Secret = "another secret";

    private readonly TemporaryFolder _folder = new();
    private readonly Socket _listener;
    private readonly bool _isUnix;
    private readonly (long Id, byte[] Bytes)[] _broadcasts;
    private readonly Task _serving;

    public BroadcastServerMock(bool isUnix, params (long Id, byte[] Bytes)[] broadcasts)
    {
        _isUnix = isUnix;
        _broadcasts = broadcasts;
        EndPoint endPoint = isUnix ? new UnixDomainSocketEndPoint(_folder["server.sock"]) : new IPEndPoint(IPAddress.Loopback, 0);
        _listener = new Socket(endPoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        _listener.Bind(endPoint);
        _listener.Listen(16);
        _serving = Task.Run(Serve);
    }

    /// <summary>What the header says.</summary>
    public (int Port, string SecretOrPath) Address =>
        _isUnix ? (-1, _folder["server.sock"]) : (((IPEndPoint)_listener.LocalEndPoint!).Port, Secret);

    /// <summary>How many connections said that they were done.</summary>
    public int Done { get; private set; }

    public void Dispose()
    {
        _listener.Dispose();
        Assert.True(_serving.Wait(30_000));
        _folder.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using Socket socket = _listener.Accept();
                using var stream = new NetworkStream(socket);
                if (!_isUnix && new WireReader(stream).Utf("secret") != Secret)
                {
                    stream.Write(new JavaWriter().Utf("err").ToArray());
                    continue;
                }

                if (!_isUnix)
                {
                    stream.Write(new JavaWriter().Utf("ok").ToArray());
                }

                foreach ((long id, byte[] bytes) in _broadcasts)
                {
                    stream.Write(new JavaWriter().Long(id).Raw(bytes).ToArray());
                }

                if (stream.ReadByte() == '1')
                {
                    Done++;
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test's end, or a worker's.
        }
    }
}
