using System.Buffers;
using System.Text;

namespace SparkNer.Spark.Gateway.Protocol;

/// <summary>The protocol's escaping: a line must not hold a line break, so backslash, CR and LF travel as two characters each; nothing else does.</summary>
internal static class Escaping
{
    /// <summary>The characters that are escaped.</summary>
    public static readonly SearchValues<char> Special = SearchValues.Create("\\\r\n");

    /// <summary>The letter after the backslash.</summary>
    public static byte LetterOf(char special) => special switch
    {
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        _ => (byte)'\\',
    };

    /// <summary>The text that escaped UTF-8 stands for.</summary>
    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        int first = escaped.IndexOf((byte)'\\');
        if (first < 0)
        {
            return Encoding.UTF8.GetString(escaped);
        }

        byte[] plain = ArrayPool<byte>.Shared.Rent(escaped.Length);
        try
        {
            return Encoding.UTF8.GetString(plain.AsSpan(0, Unescape(escaped, first, plain)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private static int Unescape(ReadOnlySpan<byte> escaped, int first, Span<byte> plain)
    {
        int length = 0;
        for (int at = first; at >= 0; at = escaped.IndexOf((byte)'\\'))
        {
            escaped[..at].CopyTo(plain[length..]);
            length += at;
            byte letter = at + 1 < escaped.Length ? escaped[at + 1] : (byte)'\\';
            plain[length++] = letter switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', _ => letter };
            escaped = escaped[Math.Min(at + 2, escaped.Length)..];
        }

        escaped.CopyTo(plain[length..]);
        return length + escaped.Length;
    }
}
