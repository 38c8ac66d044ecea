using System.Buffers;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>Reads lines of any length. A line is a view until the next one is read.</summary>
/// <param name="stream">What to read.</param>
/// <param name="limit">The longest line, in bytes: an answer beyond it is not taken into memory.</param>
internal sealed class LineReader(Stream stream, int limit = LineReader.DefaultLimit) : IDisposable
{
    /// <summary>1 GiB: a string of Java's cannot be much longer.</summary>
    public const int DefaultLimit = 1 << 30;

    private const int Usual = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Usual);
    private int _start;
    private int _end;

    /// <summary>The next line, without its line feed.</summary>
    /// <exception cref="EndOfStreamException">The stream ended before the line did.</exception>
    /// <exception cref="GatewayException">The line is longer than the limit.</exception>
    public ReadOnlySpan<byte> ReadLine()
    {
        Shrink();
        int searched = _start;
        while (true)
        {
            int feed = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                ReadOnlySpan<byte> line = _buffer.AsSpan(_start, searched + feed - _start);
                _start = searched + feed + 1;
                return line;
            }

            int length = _end - _start;
            if (length > limit)
            {
                throw new GatewayException($"the JVM's answer is longer than {limit} bytes: collect less at a time");
            }

            MakeRoom();
            searched = _start + length;
            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            _end += read;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        byte[] buffer = Interlocked.Exchange(ref _buffer, []);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        int length = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, 2L * _buffer.Length));
            _buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, length);
    }

    // After one giant answer the connection does not hold its memory for ever.
    private void Shrink()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
            if (_buffer.Length > 64 * Usual)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(Usual);
            }
        }
    }
}
