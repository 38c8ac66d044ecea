using System.Diagnostics;
using System.Globalization;
using SparkNer.Spark.Gateway.Protocol;

namespace SparkNer.Spark.Gateway;

/// <summary>One connection: a command, its answer, the next command. The JVM serves it by a thread of its own. Used by one thread at a time.</summary>
internal sealed class GatewayConnection : IDisposable
{
    private const string RefusedSecret = "the Spark driver JVM does not take the gateway's secret: PYSPARK_GATEWAY_PORT and PYSPARK_GATEWAY_SECRET are not of one JVM";

    private readonly Stream _stream;
    private readonly CommandWriter _writer;
    private readonly LineReader _reader;
    private string _doing = "connecting";
    private long _since = Stopwatch.GetTimestamp();
    private int _closed;

    /// <summary>Takes a connected stream over.</summary>
    public GatewayConnection(Stream stream, int longestLine = LineReader.DefaultLimit)
    {
        _stream = stream;
        _writer = new CommandWriter(stream);
        _reader = new LineReader(stream, longestLine);
    }

    /// <summary>Whether it can be used no more.</summary>
    public bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>For messages: what it does, and since when.</summary>
    public string Status => string.Create(CultureInfo.InvariantCulture, $"{_doing} ({Stopwatch.GetElapsedTime(_since).TotalSeconds:0.0} s)");

    /// <summary>Connects and authenticates.</summary>
    /// <exception cref="GatewayException">The JVM does not take the secret.</exception>
    /// <exception cref="IOException">Nobody listens there, or the connection breaks.</exception>
    public static GatewayConnection Open(GatewayAddress address)
    {
        var connection = new GatewayConnection(Loopback.Connect(address.Port));
        try
        {
            connection.Authenticate(address.Secret);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and waits for the answer, which is a view until the next command.</summary>
    /// <exception cref="IOException">The connection broke; it is closed.</exception>
    /// <exception cref="GatewayException">The answer is too long, none of the protocol, or the JVM gave the connection up; it is closed.</exception>
    public Reply Send(in Command command)
    {
        _doing = command.ToString();
        _since = Stopwatch.GetTimestamp();
        try
        {
            _writer.Write(command);
            var reply = Reply.Parse(_reader.ReadLine());
            return reply.Kind != ReplyKind.Fatal
                ? reply
                : throw new GatewayException($"the JVM gave the connection up while {_doing}: {FirstLine(Escaping.Decode(reply.Payload))}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Closes the connection; the JVM's thread ends when it has answered.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _stream.Dispose();
        }
    }

    /// <summary>A text's first line, for messages.</summary>
    internal static string FirstLine(string text) => text.AsSpan().Trim() is var trimmed && trimmed.IndexOf('\n') is var end && end < 0
        ? trimmed.ToString()
        : trimmed[..end].TrimEnd().ToString();

    private void Authenticate(string secret)
    {
        Reply reply;
        try
        {
            _writer.Authenticate(secret);
            reply = Reply.Parse(_reader.ReadLine());
        }
        catch (EndOfStreamException e)
        {
            throw new GatewayException(RefusedSecret, e);
        }

        if (reply.Kind != ReplyKind.Value)
        {
            throw new GatewayException(RefusedSecret);
        }
    }
}
