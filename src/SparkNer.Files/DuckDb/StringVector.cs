using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SparkNer.Files.DuckDb;

/// <summary>Fills a VARCHAR vector: short strings by pointer, longer ones through DuckDB, which keeps them.</summary>
/// <param name="vector">The vector. Make a new one of these when it has been given more room.</param>
internal readonly unsafe struct StringVector(nint vector)
{
    private const int StackBytes = 512;

    private readonly nint _vector = vector;
    private readonly DuckString* _data = (DuckString*)Native.VectorData(vector);

    /// <summary>Makes the first rows of a vector null.</summary>
    public static void SetAllNull(nint vector, int count)
    {
        Native.EnsureValidityWritable(vector);
        new Span<ulong>(Native.VectorValidity(vector), (count + 63) / 64).Clear();
    }

    /// <summary>Makes a row of a vector null.</summary>
    public static void SetNull(nint vector, long row)
    {
        Native.EnsureValidityWritable(vector);
        Native.VectorValidity(vector)[row >> 6] &= ~(1UL << (int)(row & 63));
    }

    /// <summary>Makes a row of a vector that has been made null valid again.</summary>
    public static void SetValid(nint vector, long row) => Native.VectorValidity(vector)[row >> 6] |= 1UL << (int)(row & 63);

    /// <summary>Sets a row to a string in valid UTF-8.</summary>
    public void Set(long row, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= DuckString.InlineLength)
        {
            DuckString* value = _data + row;
            *value = default;
            value->Length = (uint)utf8.Length;
            utf8.CopyTo(new Span<byte>(value->Inline, DuckString.InlineLength));
            return;
        }

        fixed (byte* bytes = utf8)
        {
            Native.AssignString(_vector, (ulong)row, bytes, (ulong)utf8.Length);
        }
    }

    /// <summary>Sets a row to a string; lone surrogates become U+FFFD.</summary>
    public void Set(long row, ReadOnlySpan<char> text)
    {
        if (text.Length <= DuckString.InlineLength)
        {
            DuckString value = default;
            if (Utf8.FromUtf16(text, new Span<byte>(value.Inline, DuckString.InlineLength), out _, out int length) == OperationStatus.Done)
            {
                value.Length = (uint)length;
                _data[row] = value;
                return;
            }
        }

        if (text.Length <= StackBytes / 3)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            Set(row, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        Set(row, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Sets a row to a string or to null.</summary>
    public void Set(long row, string? text)
    {
        if (text is null)
        {
            SetNull(_vector, row);
        }
        else
        {
            Set(row, text.AsSpan());
        }
    }
}
