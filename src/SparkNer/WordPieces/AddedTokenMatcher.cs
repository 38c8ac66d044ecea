using System.Buffers;
using System.Globalization;
using System.Text;
using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>Finds added tokens in a text: leftmost first, of several at one place the longest.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class AddedTokenMatcher
{
    private readonly PieceTrie _trie;
    private readonly SearchValues<char> _firstChars;
    private readonly (AddedToken Token, int Id)[] _tokens;

    /// <summary>A matcher.</summary>
    /// <param name="tokens">The tokens, with the text to look for (which may be the normalized content) and the id.</param>
    public AddedTokenMatcher(IReadOnlyList<(string Text, AddedToken Token, int Id)> tokens)
    {
        _trie = new PieceTrie(tokens.Sum(t => t.Text.Length));
        _tokens = [.. tokens.Select(t => (t.Token, t.Id))];
        for (int i = 0; i < tokens.Count; i++)
        {
            _trie.Add(tokens[i].Text, i);
        }

        _firstChars = SearchValues.Create([.. tokens.Where(t => t.Text.Length > 0).Select(t => t.Text[0]).Distinct()]);
    }

    /// <summary>Whether there is nothing to find.</summary>
    public bool IsEmpty => _tokens.Length == 0;

    /// <summary>Finds the next token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where to look from: the end of the match before.</param>
    /// <param name="start">The first code unit that belongs to the token.</param>
    /// <param name="end">The code unit after the last one.</param>
    /// <param name="id">The token's id.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int start, out int end, out int id)
    {
        int at = from;
        while (at < text.Length)
        {
            int skip = text[at..].IndexOfAny(_firstChars);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            int length = _trie.LongestMatch(text[at..], PieceTrie.Root, out int index);
            if (length == 0)
            {
                at++;
                continue;
            }

            (AddedToken token, id) = _tokens[index];
            start = at;
            end = at + length;
            at = end;
            if (token.SingleWord && (EndsWithWord(text[..start]) || StartsWithWord(text[end..])))
            {
                continue;
            }

            if (token.StripLeft)
            {
                while (start > from && IsSpace(text[start - 1]))
                {
                    start--;
                }
            }

            if (token.StripRight)
            {
                while (end < text.Length && IsSpace(text[end]))
                {
                    end++;
                }
            }

            return true;
        }

        (start, end, id) = (0, 0, 0);
        return false;
    }

    private static bool IsSpace(char c) => (CodePointFacts.Flags(c) & CodePointFlags.Whitespace) != 0;

    private static bool EndsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out Rune rune, out _) == OperationStatus.Done && IsWord(rune);

    /// <summary>What a regular expression's <c>\w</c> matches: letters, marks, decimal digits, connectors and the joiners.</summary>
    private static bool IsWord(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation;
}
