using System.Text;

namespace SparkNer.Cli.Output;

/// <summary>Text of the user's that is printed: it must not steer the terminal.</summary>
internal static class Printable
{
    /// <summary>One line: control characters, line breaks too, become visible signs or spaces.</summary>
    public static string Line(string text) => Clean(text, keepLineBreaks: false);

    /// <summary>Control characters become visible signs; line breaks stay.</summary>
    public static string Lines(string text) => Clean(text, keepLineBreaks: true);

    private static string Clean(string text, bool keepLineBreaks)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1F') && !text.AsSpan().ContainsAnyInRange('\x7F', '\x9F'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            clean.Append(c switch
            {
                '\n' when keepLineBreaks => '\n',
                '\n' or '\r' or '\t' => ' ',
                < ' ' => (char)('\u2400' + c),
                '\x7F' => '\u2421',
                >= '\x80' and <= '\x9F' => '\uFFFD',
                _ => c,
            });
        }

        return clean.ToString();
    }
}
