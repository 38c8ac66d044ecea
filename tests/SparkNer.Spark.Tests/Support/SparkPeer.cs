using System.Net.Sockets;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Tests.Support;

/// <summary>The JVM's end of a connection with a worker, played by a test.</summary>
internal sealed class SparkPeer : IDisposable
{
    public const string Secret = "a secret of the tests";

    // Only so that a failing test ends.
    private const int Patience = 30_000;

    private readonly Socket _socket;
    private readonly BufferedStream _input;
    private Task _sending = Task.CompletedTask;

    public SparkPeer(Socket socket)
    {
        _socket = socket;
        socket.ReceiveTimeout = Patience;
        socket.SendTimeout = Patience;
        _input = new BufferedStream(new NetworkStream(socket));
    }

    /// <summary>The number that the worker announced.</summary>
    public int Id { get; private set; }

    /// <summary>Greets the worker as the JVM does with TCP.</summary>
    public SparkPeer Greet(string secret = Secret)
    {
        ReadId();
        Assert.Equal("ok", SendSecret(secret));
        return this;
    }

    public int ReadId() => Id = new WireReader(_input).Int("id");

    public string SendSecret(string secret)
    {
        _socket.Send(new JavaWriter().Utf(secret).ToArray());
        return new WireReader(_input).Utf("answer");
    }

    /// <summary>Sends bytes, beside what the test does next.</summary>
    public SparkPeer Send(byte[] bytes)
    {
        _sending = _sending.ContinueWith(
            _ =>
            {
                try
                {
                    for (int sent = 0; sent < bytes.Length;)
                    {
                        sent += _socket.Send(bytes.AsSpan(sent));
                    }
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    // A worker that fails stops reading.
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.LongRunning,
            TaskScheduler.Default);
        return this;
    }

    public Answer ReadAnswer(string version) => Answer.Read(_input, version);

    public byte[] ReadBytes(int count)
    {
        byte[] bytes = new byte[count];
        _input.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The end of a worker's side; anything else than an orderly end fails the test.</summary>
    public void ExpectEnd() => Assert.Equal(-1, _input.ReadByte());

    public void Dispose()
    {
        _socket.Dispose();
        _sending.Wait(Patience);
    }
}
