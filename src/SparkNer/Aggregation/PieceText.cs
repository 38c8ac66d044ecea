using System.Text;

namespace SparkNer.Aggregation;

/// <summary>Puts word pieces, or words, together to text as the library's WordPiece decoder does, with its clean-up of English punctuation.</summary>
internal static class PieceText
{
    /// <summary>Marks a piece that continues a word.</summary>
    private const string Continuation = "##";

    /// <summary>Applied one after the other to each piece with the space before it.</summary>
    private static readonly (string From, string To)[] _cleanUp =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    /// <summary>Adds a piece. Only the first keeps its ##, so that an entity that starts inside a word shows it.</summary>
    public static void Append(StringBuilder text, string piece, bool first)
    {
        bool continues = !first && piece.StartsWith(Continuation, StringComparison.Ordinal);
        bool spaced = !first && !continues;
        ReadOnlySpan<char> body = continues ? piece.AsSpan(Continuation.Length) : piece;
        if (!MayNeedCleanUp(body, spaced))
        {
            if (spaced)
            {
                text.Append(' ');
            }

            text.Append(body);
            return;
        }

        string cleaned = spaced ? " " + piece : body.ToString();
        foreach ((string from, string to) in _cleanUp)
        {
            cleaned = cleaned.Replace(from, to, StringComparison.Ordinal);
        }

        text.Append(cleaned);
    }

    /// <summary>Every rule of the clean-up starts with a space and one of these characters.</summary>
    private static bool MayNeedCleanUp(ReadOnlySpan<char> body, bool spaced)
    {
        bool space = spaced;
        foreach (char c in body)
        {
            if (space && c is '.' or '?' or '!' or ',' or '\'' or 'n' or 'd')
            {
                return true;
            }

            space = c == ' ';
        }

        return false;
    }
}
