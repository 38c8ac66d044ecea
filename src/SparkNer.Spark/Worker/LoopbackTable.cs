using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SparkNer.Spark.Worker;

/// <summary>Whether the other end of a TCP connection within this machine has been closed, asked of the system's own table. Linux only.</summary>
/// <remarks>
/// An end that is closed while data is still on its way says so only behind that data: with more of it than the system buffers hold, and a worker that computes
/// instead of reading, the news would wait. But both ends are this machine's, and the table shows the other one's state.
/// </remarks>
internal sealed class LoopbackTable
{
    // Of a table with very many sockets reading takes long: then it is read less often, for at most this part of the time.
    private const int LargestShare = 50;

    private static ReadOnlySpan<byte> Loopback4 => "0100007F"u8;

    private static ReadOnlySpan<byte> Loopback6 => "00000000000000000000000001000000"u8;

    private long _next;

    /// <summary>Of some connections those whose other end was closed; none if it is too early to look again.</summary>
    public IReadOnlyList<Socket> Closed(IReadOnlyList<Socket> sockets)
    {
        long start = Stopwatch.GetTimestamp();
        if (sockets.Count == 0 || start < _next)
        {
            return [];
        }

        var closed = new List<Socket>();
        Read("/proc/net/tcp", sockets, closed);
        // An IPv4 connection of a program that can do both, such as Java, stands here.
        Read("/proc/net/tcp6", sockets, closed);
        long end = Stopwatch.GetTimestamp();
        _next = end + ((end - start) * LargestShare);
        return closed;
    }

    /// <summary>Whether a line of the table says that the end of a connection that is not ours has been closed.</summary>
    /// <param name="line">The line: number, local address, other address, state, all in hexadecimal.</param>
    /// <param name="ours">Our end.</param>
    /// <param name="theirs">The other end.</param>
    internal static bool SaysClosed(ReadOnlySpan<byte> line, IPEndPoint ours, IPEndPoint theirs)
    {
        Span<Range> parts = stackalloc Range[5];
        int count = 0;
        int at = 0;
        while (count < parts.Length)
        {
            int start = line[at..].IndexOfAnyExcept((byte)' ');
            if (start < 0)
            {
                return false;
            }

            int length = line[(at + start)..].IndexOf((byte)' ');
            int end = length < 0 ? line.Length : at + start + length;
            parts[count++] = (at + start)..end;
            at = end;
        }

        return Is(line[parts[1]], theirs)
            && Is(line[parts[2]], ours)
            && Utf8Parser.TryParse(line[parts[3]], out byte state, out _, 'x')
            // FIN_WAIT1, FIN_WAIT2, TIME_WAIT, LAST_ACK, CLOSING.
            && state is 4 or 5 or 6 or 9 or 11;
    }

    private static bool Is(ReadOnlySpan<byte> text, IPEndPoint end)
    {
        int colon = text.IndexOf((byte)':');
        return colon > 0
            && Utf8Parser.TryParse(text[(colon + 1)..], out ushort port, out _, 'x')
            && port == end.Port
            && text[..colon].EndsWith(end.AddressFamily == AddressFamily.InterNetworkV6 ? Loopback6 : Loopback4);
    }

    private static void Read(string path, IReadOnlyList<Socket> sockets, List<Socket> closed)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            int filled = 0;
            while (file.Read(buffer, filled, buffer.Length - filled) is int read and > 0)
            {
                filled += read;
                int done = 0;
                while (buffer.AsSpan(done, filled - done).IndexOf((byte)'\n') is int length and >= 0)
                {
                    Find(buffer.AsSpan(done, length), sockets, closed);
                    done += length + 1;
                }

                buffer.AsSpan(done, filled - done).CopyTo(buffer);
                filled -= done;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not to be seen here: then the end is noticed when the input has been read.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Find(ReadOnlySpan<byte> line, IReadOnlyList<Socket> sockets, List<Socket> closed)
    {
        foreach (Socket socket in sockets)
        {
            try
            {
                if (socket.LocalEndPoint is IPEndPoint ours && socket.RemoteEndPoint is IPEndPoint theirs && SaysClosed(line, ours, theirs))
                {
                    closed.Add(socket);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Closed on our side meanwhile.
            }
        }
    }
}
