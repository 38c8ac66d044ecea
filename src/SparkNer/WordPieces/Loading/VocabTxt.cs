using System.Text;

namespace SparkNer.WordPieces.Loading;

/// <summary>Reads <c>vocab.txt</c>: a piece a line, the line number its id.</summary>
internal static class VocabTxt
{
    /// <summary>The file's name.</summary>
    public const string Name = "vocab.txt";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads it as the reference does: lines end at LF, white space at their end goes, of a piece that stands there twice the last line counts.
    /// </summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>The id of each piece.</returns>
    public static Dictionary<string, int> Parse(ReadOnlySpan<byte> content)
    {
        string text;
        try
        {
            text = Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            throw new TokenizerFormatException(Name, "it is not valid UTF-8.", e);
        }

        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\uFEFF');
        var ids = new Dictionary<string, int>();
        for (int line = 0; !rest.IsEmpty; line++)
        {
            int end = rest.IndexOf('\n');
            ReadOnlySpan<char> piece = end < 0 ? rest : rest[..end];
            ids[piece.TrimEnd().ToString()] = line;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return ids.Count > 0 ? ids : throw new TokenizerFormatException(Name, "it is empty; one word piece a line is needed.");
    }
}
