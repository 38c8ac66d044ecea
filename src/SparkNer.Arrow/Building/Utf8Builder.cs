using System.Buffers.Binary;
using System.Text;

namespace SparkNer.Arrow;

/// <summary>Builds arrays of text with 32-bit offsets: at most 2 GiB of UTF-8 an array.</summary>
public sealed class Utf8Builder : ArrowArrayBuilder
{
    // Longer texts are measured first: three times their length might not be there, or stay rented for nothing.
    private const int MaxGuessed = 64 * 1024;

    private PooledBytes _offsets = new();
    private PooledBytes _values = new();

    /// <summary>An empty builder.</summary>
    public Utf8Builder()
        : base(new ArrowType.Utf8())
    {
    }

    /// <summary>How many bytes of text there are so far.</summary>
    public int ByteCount => _values.Length;

    /// <summary>Adds a row of UTF-16 text; a lone surrogate becomes U+FFFD.</summary>
    /// <exception cref="OverflowException">The array would pass 2 GiB.</exception>
    public void Append(ReadOnlySpan<char> text)
    {
        int before = _values.Length;
        if (text.Length <= MaxGuessed)
        {
            // At most three bytes a code unit; what is too much is taken back.
            Span<byte> room = _values.Extend(text.Length * 3);
            _values.Shorten(before + Encoding.UTF8.GetBytes(text, room));
        }
        else
        {
            Encoding.UTF8.GetBytes(text, _values.Extend(Encoding.UTF8.GetByteCount(text)));
        }

        EndRow();
        Added();
    }

    /// <summary>Adds a row of UTF-8 text as it is.</summary>
    /// <exception cref="OverflowException">The array would pass 2 GiB.</exception>
    public void AppendUtf8(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_values.Extend(text.Length));
        EndRow();
        Added();
    }

    private protected override void AppendEmpty() => EndRow();

    private protected override ArrowArray FinishCore(int length, ReadOnlyMemory<byte> validity, List<IDisposable> owned)
    {
        PooledBytes offsets = _offsets;
        PooledBytes values = _values;
        _offsets = new PooledBytes();
        _values = new PooledBytes();
        if (length == 0)
        {
            offsets.Extend(4).Clear();
        }

        owned.AddRange([offsets, values]);
        return new ArrowArray(Type, length, validity, [offsets.Memory, values.Memory], owner: new Owners(owned));
    }

    private protected override void Release()
    {
        _offsets.Dispose();
        _values.Dispose();
    }

    private void EndRow()
    {
        if (_offsets.Length == 0)
        {
            _offsets.Extend(4).Clear();
        }

        BinaryPrimitives.WriteInt32LittleEndian(_offsets.Extend(4), _values.Length);
    }
}
