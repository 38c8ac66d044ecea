using System.Buffers;
using System.Text.Encodings.Web;

namespace SparkNer.Files;

/// <summary>Escapes in JSON strings only what JSON asks for (quotes, backslashes, control characters): the output is for people and programs, not for a page in
/// a browser, and .NET's own relaxed encoder still escapes every emoji.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed unsafe class RelaxedJson : JavaScriptEncoder
{
    private const string Escaped = "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<char> _special = SearchValues.Create([.. Escaped, .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private RelaxedJson()
    {
    }

    public static JavaScriptEncoder Encoder { get; } = new RelaxedJson();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        int at = 0;
        while (true)
        {
            int next = span[at..].IndexOfAny(_special);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (!char.IsHighSurrogate(span[at]) || at + 1 == span.Length || !char.IsLowSurrogate(span[at + 1]))
            {
                // Also a lone surrogate, which becomes U+FFFD.
                return at;
            }

            at += 2;
        }
    }

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        char letter = unicodeScalar switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => '\0',
        };
        var output = new Span<char>(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        if (letter != '\0')
        {
            if (bufferLength < 2)
            {
                return false;
            }

            (output[0], output[1]) = ('\\', letter);
            numberOfCharactersWritten = 2;
            return true;
        }

        return output.TryWrite($"\\u{unicodeScalar:x4}", out numberOfCharactersWritten);
    }
}
