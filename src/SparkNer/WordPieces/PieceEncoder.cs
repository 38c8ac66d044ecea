using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>Text to word pieces: added tokens, normalizer, pre-tokenizer, model.</summary>
/// <remarks>Immutable and thread-safe; what changes is in the caller's buffer.</remarks>
internal sealed class PieceEncoder
{
    private const int AsciiCount = 128;

    private readonly NormalizationRules _rules;
    private readonly WordPieceModel _model;
    private readonly AddedTokenMatcher _added;
    private readonly AddedTokenMatcher _addedNormalized;

    // By ASCII character: what it is, what it becomes, and the piece of a punctuation mark.
    private readonly AsciiKind[] _kinds = new AsciiKind[AsciiCount];
    private readonly char[] _lower = new char[AsciiCount];
    private readonly int[] _punctuationIds = new int[AsciiCount];
    private readonly bool[] _endsWord = new bool[AsciiCount];

    /// <summary>An encoder.</summary>
    /// <param name="rules">The normalizer's steps.</param>
    /// <param name="model">The word piece model.</param>
    /// <param name="tokens">The added tokens with their ids.</param>
    public PieceEncoder(NormalizationRules rules, WordPieceModel model, IReadOnlyList<(AddedToken Token, int Id)> tokens)
    {
        _rules = rules;
        _model = model;
        _added = new AddedTokenMatcher([.. tokens.Where(t => !t.Token.Normalized).Select(t => (t.Token.Content, t.Token, t.Id))]);
        _addedNormalized = new AddedTokenMatcher([.. tokens.Where(t => t.Token.Normalized).Select(t => (Normalize(t.Token.Content), t.Token, t.Id))]);
        for (int c = 0; c < AsciiCount; c++)
        {
            FillAscii((char)c);
        }
    }

    /// <summary>Appends the pieces of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">What to add to offsets in the text.</param>
    /// <param name="wordId">The number that every piece gets, or null to number the words from 0.</param>
    /// <param name="pieces">Where the pieces go.</param>
    public void Encode(ReadOnlySpan<char> text, int offset, int? wordId, PieceBuffer pieces)
    {
        pieces.Word.Clear();
        var writer = new PieceWriter(_model, pieces, wordId);
        int from = 0;
        while (!_added.IsEmpty && _added.TryFind(text, from, out int start, out int end, out int id))
        {
            EncodeBetween(text[from..start], offset + from, pieces, ref writer);
            writer.AddPiece(id, offset + start, offset + end);
            from = end;
        }

        EncodeBetween(text[from..], offset + from, pieces, ref writer);
    }

    /// <summary>A text as the normalizer leaves it.</summary>
    public string Normalize(string text)
    {
        var result = new NormalizedText();
        var sink = new NormalizedText.Appender(result);
        new BertNormalizer<NormalizedText.Appender>(text, 0, _rules).Run(0, [], ref sink);
        return result.Chars.ToString();
    }

    private void EncodeBetween(ReadOnlySpan<char> text, int offset, PieceBuffer pieces, ref PieceWriter writer)
    {
        if (_addedNormalized.IsEmpty)
        {
            EncodePlain(text, offset, pieces.Word, ref writer);
            return;
        }

        NormalizedText normalized = pieces.Normalized;
        normalized.Clear();
        var sink = new NormalizedText.Appender(normalized);
        new BertNormalizer<NormalizedText.Appender>(text, offset, _rules).Run(0, [], ref sink);
        int from = 0;
        while (_addedNormalized.TryFind(normalized.Chars, from, out int start, out int end, out int id))
        {
            WriteNormalized(normalized, from, start, ref writer);
            writer.AddPiece(id, normalized.StartOf(start), normalized.EndOf(end - 1));
            from = end;
        }

        WriteNormalized(normalized, from, normalized.Chars.Length, ref writer);
    }

    private static void WriteNormalized(NormalizedText text, int from, int to, ref PieceWriter writer)
    {
        while (from < to)
        {
            int codePoint = CodePointFacts.Read(text.Chars, from, out int length);
            writer.Add(codePoint, CodePointFacts.Flags(codePoint), text.StartOf(from), text.EndOf(from));
            from += length;
        }

        writer.EndWord();
    }

    private void EncodePlain(ReadOnlySpan<char> text, int offset, WordBuffer scratch, ref PieceWriter writer)
    {
        var normalizer = new BertNormalizer<PieceWriter>(text, offset, _rules);
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            AsciiKind kind = KindOf(c);
            if (kind == AsciiKind.Space)
            {
                at++;
                continue;
            }

            if (kind == AsciiKind.Punctuation)
            {
                writer.AddPiece(_punctuationIds[c], offset + at, offset + at + 1);
                at++;
                continue;
            }

            int end = at;
            while (end < text.Length && KindOf(text[end]) == AsciiKind.Letter)
            {
                end++;
            }

            if (end > at && (end == text.Length || KindOf(text[end]) is AsciiKind.Space or AsciiKind.Punctuation))
            {
                writer.AddAscii(_rules.LowerCase ? Lower(text[at..end], scratch) : text[at..end], offset + at);
                at = end;
            }
            else
            {
                at = normalizer.Run(at, _endsWord, ref writer);
                writer.EndWord();
            }
        }
    }

    private AsciiKind KindOf(char c) => c < AsciiCount ? _kinds[c] : AsciiKind.Other;

    private ReadOnlySpan<char> Lower(ReadOnlySpan<char> word, WordBuffer scratch)
    {
        if (word.Length > _model.MaxWordLength)
        {
            return word;
        }

        Span<char> lower = scratch.Scratch(word.Length);
        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = _lower[word[i]];
        }

        return lower;
    }

    private void FillAscii(char c)
    {
        CodePointFlags flags = CodePointFacts.Flags(c);
        if (_rules.CleanText && (flags & CodePointFlags.Removed) != 0)
        {
            _kinds[c] = AsciiKind.Other;
        }
        else if ((flags & CodePointFlags.Whitespace) != 0)
        {
            _kinds[c] = AsciiKind.Space;
        }
        else
        {
            _kinds[c] = (flags & CodePointFlags.Punctuation) != 0 ? AsciiKind.Punctuation : AsciiKind.Letter;
        }

        _endsWord[c] = _kinds[c] is AsciiKind.Space or AsciiKind.Punctuation;
        _lower[c] = (flags & CodePointFlags.UpperCase) != 0 ? (char)CodePointFacts.Lower(c) : c;
        _punctuationIds[c] = _model.MaxWordLength > 0 && _model.Vocabulary.TryGetId([c], out int id) ? id : _model.UnkId;
    }

    /// <summary>What an ASCII character is to this tokenizer; anything else is <see cref="Other"/> and takes the long way.</summary>
    private enum AsciiKind : byte
    {
        Other,
        Letter,
        Space,
        Punctuation,
    }
}
