using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Files.Reading;

/// <summary>Cuts a stream into lines at LF only (U+2028, U+0085 and a lone CR end nothing), a block of lines at a time.</summary>
/// <remarks>The memory is a block's and the longest line's. One thread.</remarks>
internal sealed class LineReader(Stream stream, string name, int blockBytes, int blockLines) : IDisposable
{
    private const int ReadAhead = 64 * 1024;
    private const int LongestLine = 1 << 30;

    private byte[]? _buffer;
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;
    private long _lines;

    /// <summary>Reads the next block: at least one line.</summary>
    /// <exception cref="InputException">The stream cannot be read, or a line is longer than 1 GiB.</exception>
    public bool TryRead([NotNullWhen(true)] out LineBlock? block)
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(blockBytes + ReadAhead);
        if (!_begun)
        {
            SkipByteOrderMark();
        }

        var starts = new List<int>();
        var lengths = new List<int>();
        int from = _start;
        int searched = _start;
        while (starts.Count < blockLines && from - _start < blockBytes)
        {
            int at = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                Add(from, searched + at);
                from = searched = searched + at + 1;
                continue;
            }

            searched = _end;
            if (_ended)
            {
                if (from < _end)
                {
                    Add(from, _end);
                    from = _end;
                }

                break;
            }

            if (_end == _buffer.Length && starts.Count > 0)
            {
                break;
            }

            int moved = Fill();
            from -= moved;
            searched -= moved;
        }

        if (starts.Count == 0)
        {
            block = null;
            return false;
        }

        block = new LineBlock(_buffer, [.. starts], [.. lengths], starts.Count, _lines + 1);
        _lines += starts.Count;

        // The block keeps this buffer; what is behind its last line moves to the next one.
        byte[] next = ArrayPool<byte>.Shared.Rent(Math.Max(blockBytes + ReadAhead, _end - from + 1));
        _buffer.AsSpan(from, _end - from).CopyTo(next);
        (_buffer, _start, _end) = (next, 0, _end - from);
        return true;

        void Add(int first, int end)
        {
            starts.Add(first);
            lengths.Add((end > first && _buffer[end - 1] == '\r' ? end - 1 : end) - first);
        }
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
        }

        stream.Dispose();
    }

    // Reads on, with the unread part moved to the front or to a larger buffer where there is no room. Returns by how much it moved.
    private int Fill()
    {
        int moved = 0;
        if (_end == _buffer!.Length)
        {
            // Only a line that fills the whole buffer comes here: earlier lines of the block would have ended it.
            moved = _start;
            if (_end - _start >= LongestLine)
            {
                throw new InputException($"{name}, line {_lines + 1}: is longer than 1 GiB. Is this a file of lines?");
            }

            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, 2L * (_end - _start) + ReadAhead));
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _end, _start) = (larger, _end - _start, 0);
        }

        try
        {
            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _ended = read == 0;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw InputFile.ReadError(name, e);
        }

        return moved;
    }

    private void SkipByteOrderMark()
    {
        _begun = true;
        while (_end < 3 && !_ended)
        {
            Fill();
        }

        _start = Utf8Check.MarkLength(_buffer.AsSpan(0, _end), name);
    }
}
