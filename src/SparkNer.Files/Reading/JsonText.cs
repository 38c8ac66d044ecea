using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SparkNer.Text;

namespace SparkNer.Files.Reading;

/// <summary>Strings of JSON as UTF-16, with U+FFFD for each lone surrogate: one code unit for one, so that no offset moves.</summary>
internal static class JsonText
{
    /// <summary>The string, or the property name, on which a reader stands.</summary>
    /// <remarks>The bytes are to be valid UTF-8.</remarks>
    public static string Get(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : Encoding.UTF8.GetString(reader.ValueSpan);

    private static string Unescape(ReadOnlySpan<byte> value)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(value.Length);
        try
        {
            int length = 0;
            while (!value.IsEmpty)
            {
                int plain = value.IndexOf((byte)'\\');
                plain = plain < 0 ? value.Length : plain;
                length += Encoding.UTF8.GetChars(value[..plain], buffer.AsSpan(length));
                value = value[plain..];
                if (!value.IsEmpty)
                {
                    buffer[length++] = Escape(value, out int used);
                    value = value[used..];
                }
            }

            LoneSurrogates.Replace(buffer.AsSpan(0, length));
            return new string(buffer, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    // The JSON reader has checked the escapes already.
    private static char Escape(ReadOnlySpan<byte> value, out int used)
    {
        used = 2;
        switch (value[1])
        {
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'u':
                used = 6;
                return (char)ushort.Parse(value.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            default:
                return (char)value[1];
        }
    }
}
