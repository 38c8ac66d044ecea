using System.Buffers;
using System.Text;

namespace SparkNer.Files.Writing;

/// <summary>Writes CSV as RFC 4180 has it, but with LF: null is an empty value, the empty text a quoted one.</summary>
internal sealed class CsvWriter(StreamBuffer output)
{
    private static readonly SearchValues<byte> _special = SearchValues.Create(",\"\n\r\0"u8);

    private readonly QuotedBuffer _quoted = new(output);
    private bool _any;

    public void Null() => Separate();

    public void Field(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        Field(buffer.AsSpan(0, Encoding.UTF8.GetBytes(value, buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    public void Field(ReadOnlySpan<byte> value)
    {
        Separate();
        if (value.IsEmpty || value.IndexOfAny(_special) >= 0 || value[0] == ' ' || value[^1] == ' ')
        {
            output.Write((byte)'"');
            _quoted.Write(value);
            output.Write((byte)'"');
        }
        else
        {
            output.Write(value);
        }
    }

    /// <summary>A value that is written bit by bit into a buffer of its own, between quotes.</summary>
    public void Quoted(Action<IBufferWriter<byte>> write)
    {
        Separate();
        output.Write((byte)'"');
        write(_quoted);
        output.Write((byte)'"');
    }

    public void EndRecord()
    {
        output.Write((byte)'\n');
        _any = false;
    }

    private void Separate()
    {
        if (_any)
        {
            output.Write((byte)',');
        }

        _any = true;
    }
}
