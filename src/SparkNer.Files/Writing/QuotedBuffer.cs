using System.Buffers;

namespace SparkNer.Files.Writing;

/// <summary>Doubles the quotes of what is written to it, for a value inside quotes in CSV.</summary>
internal sealed class QuotedBuffer(StreamBuffer output) : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[16 * 1024];

    public void Advance(int count) => Write(_buffer.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        int quote;
        while ((quote = bytes.IndexOf((byte)'"')) >= 0)
        {
            output.Write(bytes[..(quote + 1)]);
            output.Write((byte)'"');
            bytes = bytes[(quote + 1)..];
        }

        output.Write(bytes);
    }

    private void Reserve(int size)
    {
        if (_buffer.Length < size)
        {
            _buffer = new byte[size];
        }
    }
}
