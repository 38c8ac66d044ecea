using SparkNer.WordPieces;

namespace SparkNer.SparkNlp;

/// <summary>
/// The encoding of a token as Spark NLP's classifiers do it: the token is cut at punctuation, and only the first part is given to the model,
/// without its accents. Only for the compatible mode: it loses text.
/// </summary>
/// <remarks>Not thread-safe: one a thread.</remarks>
internal sealed class HeadPieceEncoder(WordPieceTokenizer vocabulary, bool caseSensitive)
{
    /// <summary>Spark NLP's limit, in UTF-16 code units; a longer part is [UNK].</summary>
    private const int MaxPartLength = 200;

    private readonly List<(int Id, int Begin)> _word = [];
    private char[] _candidate = new char[64];

    /// <summary>Appends the pieces of a token.</summary>
    /// <param name="token">The token's text.</param>
    /// <param name="begin">The token's first code unit in the document.</param>
    /// <param name="ids">Gets the piece ids.</param>
    /// <param name="begins">Gets where each piece begins: begin plus its offset in the <em>normalized</em> text, as Spark NLP has it.</param>
    public void Encode(ReadOnlySpan<char> token, int begin, List<int> ids, List<int> begins)
    {
        if (token.IsEmpty || token is " ")
        {
            return;
        }

        string text = caseSensitive ? token.ToString() : JavaText.ToLowerCase(token.ToString());
        (int start, int length) = FirstPart(text);
        if (length == 0)
        {
            return;
        }

        string head = Normalize(text.AsSpan(start, length));
        if (head.Length == 0)
        {
            return;
        }

        if (head.Length > MaxPartLength || !TryCut(head))
        {
            ids.Add(vocabulary.UnkId);
            begins.Add(begin + start);
            return;
        }

        foreach ((int id, int offset) in _word)
        {
            ids.Add(id);
            begins.Add(begin + start + offset);
        }
    }

    private static (int Start, int Length) FirstPart(string text)
    {
        int start = 0;
        while (start < text.Length && IsSeparator(text[start]))
        {
            start++;
        }

        if (start == text.Length)
        {
            return (0, 0);
        }

        if (IsPartOfItsOwn(text[start]))
        {
            return (start, 1);
        }

        int end = start + 1;
        while (end < text.Length && !IsSeparator(text[end]) && !IsPartOfItsOwn(text[end]))
        {
            end++;
        }

        return (start, end - start);
    }

    private static bool IsSeparator(char c) =>
        JavaText.IsWhitespace(c) || c is '\uFFFD' or <= '\u001F' or >= '\u007F' and <= '\u009F';

    private static bool IsPartOfItsOwn(char c) => IsPunctuation(c) || c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or >= '\uF900' and <= '\uFAFF';

    // ASCII punctuation, or a character whose Unicode name holds the word PUNCTUATION: few are, and the curly quotes and dashes are not.
    private static bool IsPunctuation(char c) => c switch
    {
        < '\u0080' => c is >= '!' and <= '/' or >= ':' and <= '@' or >= '[' and <= '`' or >= '{' and <= '~',
        '\u05BE' or '\u05C0' or '\u05C3' or '\u05C6' or '\u05F3' or '\u05F4' or '\u061E' or '\u085E' or '\u0DF4' => true,
        >= '\u0830' and <= '\u0835' or >= '\u0837' and <= '\u083E' or >= '\u16EB' and <= '\u16ED' or '\u1735' or '\u1736' => true,
        >= '\u1C3B' and <= '\u1C3F' or '\u1C7E' or '\u1C7F' or >= '\u1CC0' and <= '\u1CC7' => true,
        '\u2008' or '\u2055' or '\u2056' or >= '\u2058' and <= '\u205A' or >= '\u2E2A' and <= '\u2E2C' or '\uA4FE' or '\uA4FF' => true,
        >= '\uAA5C' and <= '\uAA5F' => true,
        _ => false,
    };

    private string Normalize(ReadOnlySpan<char> part)
    {
        string text = CanonicalDecomposition.Decompose(Text.JavaText.Trim(part).ToString());
        if (text.AsSpan().ContainsAnyInRange('\u0300', '\u036F'))
        {
            text = string.Concat(text.Where(c => c is < '\u0300' or > '\u036F'));
        }

        return caseSensitive ? text : JavaText.ToLowerCase(text);
    }

    // Greedy longest match.
    private bool TryCut(string head)
    {
        _word.Clear();
        for (int start = 0; start < head.Length;)
        {
            int end = head.Length;
            int id = -1;
            for (; end > start; end--)
            {
                if (TryLookUp(head.AsSpan(start, end - start), start > 0, out id))
                {
                    break;
                }
            }

            if (end == start)
            {
                return false;
            }

            _word.Add((id, start));
            start = end;
        }

        return true;
    }

    private bool TryLookUp(ReadOnlySpan<char> piece, bool continues, out int id)
    {
        if (!continues)
        {
            return vocabulary.TryGetId(piece, out id);
        }

        if (_candidate.Length < piece.Length + 2)
        {
            _candidate = new char[piece.Length + 64];
        }

        "##".CopyTo(_candidate);
        piece.CopyTo(_candidate.AsSpan(2));
        return vocabulary.TryGetId(_candidate.AsSpan(0, piece.Length + 2), out id);
    }
}
