using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Spark.Gateway.Transfer;

/// <summary>A one-time server of the JVM's for data that is too much for the gateway: a TCP port with a secret, or from Spark 4.1 on a Unix socket that only the user may open.</summary>
internal sealed class JvmServer : IDisposable
{
    private const int LongestText = 1 << 20;
    private const int BufferSize = 64 * 1024;
    private readonly JavaObject? _server;

    private JvmServer(Stream output, BufferedStream input, JavaObject? server) => (Output, Input, _server) = (output, input, server);

    /// <summary>What the JVM sends, buffered.</summary>
    public Stream Input { get; }

    /// <summary>What it reads, not buffered.</summary>
    public Stream Output { get; }

    /// <summary>Connects to the server that an array of the JVM's describes: where, the secret, and mostly the server itself. The array is given back.</summary>
    /// <exception cref="GatewayException">It cannot be reached, or does not take its own secret.</exception>
    public static JvmServer Connect(JavaObject description)
    {
        JavaGateway gateway = description.Gateway;
        using (description)
        {
            object? where = gateway.ArrayGet(description, 0);
            string? secret = gateway.ArrayGet(description, 1) as string;
            JavaObject? server = gateway.ArrayLength(description) > 2 ? gateway.ArrayGet(description, 2) as JavaObject : null;
            try
            {
                return Open(where, secret, server);
            }
            catch (IOException e)
            {
                server?.Dispose();
                throw new GatewayException($"the JVM's data server ({where}) cannot be reached: {e.Message}", e);
            }
        }
    }

    /// <summary>Waits for the server's work and throws what it threw.</summary>
    /// <exception cref="JavaException">Its work failed.</exception>
    public void GetResult() => (_server?.Call("getResult") as IDisposable)?.Dispose();

    public int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Input.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        Output.Write(bytes);
    }

    public string ReadText() => ReadText(Input);

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // The other side was faster.
        }

        _server?.Dispose();
    }

    private static JvmServer Open(object? where, string? secret, JavaObject? server)
    {
        Stream stream = where is string path ? Loopback.Connect(path) : Loopback.Connect(JavaGateway.As<int>(where, "a server's port"));
        var opened = new JvmServer(stream, new BufferedStream(stream, BufferSize), server);
        if (where is string)
        {
            // Who may open the socket's file is known.
            return opened;
        }

        try
        {
            byte[] bytes = Encoding.UTF8.GetBytes(secret ?? "");
            opened.WriteInt32(bytes.Length);
            stream.Write(bytes);
            return opened.ReadText() == "ok" ? opened : throw new IOException("it does not take its secret");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static string ReadText(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (length is < 0 or > LongestText)
        {
            throw new IOException($"a text of {length} bytes is none");
        }

        byte[] text = new byte[length];
        stream.ReadExactly(text);
        return Encoding.UTF8.GetString(text);
    }
}
