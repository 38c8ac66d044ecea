using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>Writes the lines of commands through one fixed buffer: the longest string and the largest array need no more.</summary>
internal sealed class CommandBuffer(Stream stream)
{
    private const int Size = 32 * 1024;

    // Of bytes, a multiple of three: base64 without padding in the middle.
    private const int BytesAtOnce = 12 * 1024;

    private readonly byte[] _buffer = new byte[Size];
    private int _length;

    /// <summary>A byte that is a part of a line.</summary>
    public void Write(byte value)
    {
        if (_length == Size)
        {
            Drain();
        }

        _buffer[_length++] = value;
    }

    /// <summary>Ends a line.</summary>
    public void EndLine() => Write((byte)'\n');

    /// <summary>Text that needs no escaping: ids, names, numbers.</summary>
    public void WritePlain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            // Half a surrogate pair travels as U+FFFD, as everywhere in .NET.
            OperationStatus status = Utf8.FromUtf16(text, _buffer.AsSpan(_length), out int read, out int written);
            text = text[read..];
            _length += written;
            if (status == OperationStatus.DestinationTooSmall)
            {
                Drain();
            }
        }
    }

    /// <summary>Text of any characters.</summary>
    public void WriteEscaped(ReadOnlySpan<char> text)
    {
        while (true)
        {
            int special = text.IndexOfAny(Escaping.Special);
            if (special < 0)
            {
                WritePlain(text);
                return;
            }

            WritePlain(text[..special]);
            Write((byte)'\\');
            Write(Escaping.LetterOf(text[special]));
            text = text[(special + 1)..];
        }
    }

    /// <summary>Bytes, as base64.</summary>
    public void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> part = bytes[..Math.Min(bytes.Length, BytesAtOnce)];
            if (Base64.GetMaxEncodedToUtf8Length(part.Length) > Size - _length)
            {
                Drain();
            }

            Base64.EncodeToUtf8(part, _buffer.AsSpan(_length), out _, out int written);
            _length += written;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>Sends all that was written.</summary>
    public void Flush()
    {
        Drain();
        stream.Flush();
    }

    private void Drain()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
