using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>The JVM's side of a one-time data server: checks the secret, then does what the test says.</summary>
internal sealed class FakeDataServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Thread _thread;

    public FakeDataServer(Action<Stream> serve, string secret = "data secret")
    {
        _listener.Start();
        _thread = new Thread(() => Run(serve, secret)) { IsBackground = true };
        _thread.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What went wrong in the test's part.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Waits until the test's part is done.</summary>
    public void Join() => _thread.Join();

    public static void WriteInt(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    public static int ReadInt(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    public static void WriteText(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteInt(stream, bytes.Length);
        stream.Write(bytes);
    }

    public void Dispose() => _listener.Dispose();

    private void Run(Action<Stream> serve, string secret)
    {
        try
        {
            using TcpClient client = _listener.AcceptTcpClient();
            using Stream stream = client.GetStream();
            byte[] given = new byte[ReadInt(stream)];
            stream.ReadExactly(given);
            WriteText(stream, Encoding.UTF8.GetString(given) == secret ? "ok" : "err");
            serve(stream);
        }
        catch (Exception e)
        {
            Error = e;
        }
    }
}
