namespace SparkNer;

/// <summary>
/// The text form of a 32-bit float as Java 17 writes and reads it (<c>Float.toString</c>, <c>Float.parseFloat</c>): the form that Spark NLP's metadata hold.
/// </summary>
/// <remarks>
/// Plain for 0.001 to below 10,000,000 (<c>0.5</c>, <c>1.0</c>), else <c>d.dddE-n</c> (<c>9.9E-4</c>). Always the culture-free form. Thread-safe.
/// </remarks>
public static class JavaFloat
{
    /// <summary>The longest text that formatting gives is shorter than this.</summary>
    public const int MaxLength = 32;

    /// <summary>Writes a value as UTF-8 (all ASCII).</summary>
    /// <param name="value">The value.</param>
    /// <param name="utf8">Where to write; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <param name="written">The bytes written; 0 when it does not fit.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TryFormat(float value, Span<byte> utf8, out int written)
    {
        if (utf8.Length >= MaxLength)
        {
            written = Format(value, utf8);
            return true;
        }

        Span<byte> buffer = stackalloc byte[MaxLength];
        written = Format(value, buffer);
        if (buffer[..written].TryCopyTo(utf8))
        {
            return true;
        }

        written = 0;
        return false;
    }

    /// <summary>Writes a value as UTF-16 (all ASCII).</summary>
    /// <param name="value">The value.</param>
    /// <param name="chars">Where to write; <see cref="MaxLength"/> chars are always enough.</param>
    /// <param name="written">The chars written; 0 when it does not fit.</param>
    /// <returns>Whether it fits.</returns>
    public static bool TryFormat(float value, Span<char> chars, out int written)
    {
        Span<byte> buffer = stackalloc byte[MaxLength];
        written = Format(value, buffer);
        if (written > chars.Length)
        {
            written = 0;
            return false;
        }

        for (int i = 0; i < written; i++)
        {
            chars[i] = (char)buffer[i];
        }

        return true;
    }

    /// <summary>A value's text.</summary>
    /// <param name="value">The value.</param>
    public static string ToString(float value)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        TryFormat(value, buffer, out int written);
        return new string(buffer[..written]);
    }

    /// <summary>Reads a value where Java's <c>Float.parseFloat</c> does not throw: characters up to U+0020 around it, a sign, <c>NaN</c>, <c>Infinity</c>,
    /// decimal and hexadecimal floats, a trailing <c>f</c>, <c>F</c>, <c>d</c> or <c>D</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The nearest float, infinite when too large; 0 when the text is no number.</param>
    /// <returns>Whether the text is a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out float value) => JavaFloatParser.TryParse(text, out value);

    private static int Format(float value, Span<byte> to)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            return Put("NaN"u8, to);
        }

        int at = 0;
        if (bits >> 31 != 0)
        {
            to[at++] = (byte)'-';
            bits &= 0x7FFF_FFFF;
        }

        if (bits >= 0x7F80_0000)
        {
            return at + Put("Infinity"u8, to[at..]);
        }

        if (bits == 0)
        {
            return at + Put("0.0"u8, to[at..]);
        }

        Span<byte> buffer = stackalloc byte[JavaFloatDigits.MaxDigits];
        int count = JavaFloatDigits.Develop(bits, buffer, out int point);
        ReadOnlySpan<byte> digits = buffer[..count];
        return at + (point is > -3 and < 8 ? PutPlain(digits, point, to[at..]) : PutScientific(digits, point - 1, to[at..]));
    }

    /// <summary>Digits with the decimal point after the first <paramref name="point"/> of them (before them where it is not positive).</summary>
    private static int PutPlain(ReadOnlySpan<byte> digits, int point, Span<byte> to)
    {
        int at = 0;
        if (point <= 0)
        {
            at += Put("0."u8, to);
            to.Slice(at, -point).Fill((byte)'0');
            at -= point;
            return at + Put(digits, to[at..]);
        }

        int whole = Math.Min(digits.Length, point);
        at += Put(digits[..whole], to);
        to.Slice(at, point - whole).Fill((byte)'0');
        at += point - whole;
        to[at++] = (byte)'.';
        return at + Put(whole < digits.Length ? digits[whole..] : "0"u8, to[at..]);
    }

    private static int PutScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> to)
    {
        int at = 0;
        to[at++] = digits[0];
        to[at++] = (byte)'.';
        at += Put(digits.Length > 1 ? digits[1..] : "0"u8, to[at..]);
        to[at++] = (byte)'E';
        if (exponent < 0)
        {
            to[at++] = (byte)'-';
            exponent = -exponent;
        }

        if (exponent >= 10)
        {
            to[at++] = (byte)('0' + (exponent / 10));
        }

        to[at++] = (byte)('0' + (exponent % 10));
        return at;
    }

    private static int Put(ReadOnlySpan<byte> what, Span<byte> to)
    {
        what.CopyTo(to);
        return what.Length;
    }
}
