using System.Net;
using System.Net.Sockets;
using System.Text;
using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Tests.Gateway.Support;

/// <summary>A peer of the gateway's: takes the secret, then hands each command to a function that gives the reply line. No reply closes the connection.</summary>
internal sealed class FakeJvm : IDisposable
{
    public const string Secret = "the secret";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<FakeCommand, string?> _reply;
    private readonly List<TcpClient> _clients = [];
    private readonly Lock _lock = new();
    private readonly List<FakeCommand> _commands = [];
    private int _connections;

    public FakeJvm(Func<FakeCommand, string?> reply)
    {
        _reply = reply;
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public GatewayAddress Address => new(((IPEndPoint)_listener.LocalEndpoint).Port, Secret);

    /// <summary>What was received, without the secrets.</summary>
    public FakeCommand[] Commands
    {
        get
        {
            lock (_lock)
            {
                return [.. _commands];
            }
        }
    }

    public static FakeJvm Answering(string reply) => new(_ => reply);

    /// <summary>Closes all connections, as a JVM that ends does.</summary>
    public void Die()
    {
        _listener.Stop();
        lock (_lock)
        {
            _clients.ForEach(c => c.Dispose());
        }
    }

    public void Dispose() => Die();

    private void Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = _listener.AcceptTcpClient();
                int number = Interlocked.Increment(ref _connections);
                lock (_lock)
                {
                    _clients.Add(client);
                }

                new Thread(() => Serve(client, number)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private void Serve(TcpClient client, int number)
    {
        try
        {
            using Stream stream = client.GetStream();
            using var reader = new StreamReader(stream, new UTF8Encoding(false));
            while (ReadCommand(reader) is { } lines)
            {
                string? reply;
                if (lines[0] == "A")
                {
                    reply = lines[1] == Secret ? "!yv" : null;
                }
                else
                {
                    var command = new FakeCommand(number, lines);
                    lock (_lock)
                    {
                        _commands.Add(command);
                    }

                    reply = _reply(command);
                }

                if (reply is null)
                {
                    return;
                }

                stream.Write(Encoding.UTF8.GetBytes(reply + "\n"));
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }
        catch (ObjectDisposedException)
        {
            // We are.
        }
    }

    private static string[]? ReadCommand(StreamReader reader)
    {
        var lines = new List<string>();
        while (ReadLine(reader) is { } line)
        {
            lines.Add(line);
            if (lines[0] == "A" ? lines.Count == 2 : line == "e" && lines.Count > 1 && lines is not ["a", "e"])
            {
                return [.. lines];
            }
        }

        return null;
    }

    // Only LF ends a line here: a CR that was not escaped must be seen.
    private static string? ReadLine(StreamReader reader)
    {
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var letter)
        {
            if (letter == '\n')
            {
                return line.ToString();
            }

            line.Append((char)letter);
        }

        return null;
    }
}
