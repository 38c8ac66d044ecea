using SparkNer.WordPieces.Unicode;

namespace SparkNer.WordPieces;

/// <summary>The BERT pre-tokenizer and the word piece model: takes normalized code points, makes words of them, and of these pieces.</summary>
internal ref struct PieceWriter : ICodePointSink
{
    private readonly WordPieceModel _model;
    private readonly PieceBuffer _pieces;
    private readonly WordBuffer _word;
    private readonly bool _oneWord;
    private int _wordId;

    /// <summary>A writer for one text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pieces">Where the pieces go.</param>
    /// <param name="wordId">The number that every piece gets, or null to number the words from 0.</param>
    public PieceWriter(WordPieceModel model, PieceBuffer pieces, int? wordId)
    {
        _model = model;
        _pieces = pieces;
        _word = pieces.Word;
        _oneWord = wordId.HasValue;
        _wordId = wordId ?? 0;
    }

    /// <inheritdoc/>
    public void Add(int codePoint, CodePointFlags flags, int start, int end)
    {
        if ((flags & (CodePointFlags.Whitespace | CodePointFlags.Punctuation)) == 0)
        {
            _word.Add(codePoint, start, end, _model.MaxWordLength);
            return;
        }

        EndWord();
        if ((flags & CodePointFlags.Punctuation) != 0)
        {
            _word.Add(codePoint, start, end, _model.MaxWordLength);
            EndWord();
        }
    }

    /// <summary>Ends the word that is being read, if any.</summary>
    public void EndWord()
    {
        if (_word.CodePointFacts == 0)
        {
            return;
        }

        int from = _pieces.Count;
        if (_word.CodePointFacts <= _model.MaxWordLength && _model.Vocabulary.TrySplit(_word.Chars, _wordId, 0, _pieces))
        {
            _pieces.MapOffsets(from, _word);
        }
        else
        {
            _pieces.Add(_model.UnkId, _word.Start, _word.End, _wordId);
        }

        _word.Clear();
        NextWord();
    }

    /// <summary>Adds a word of ASCII letters, digits and controls that normalization leaves as long as it is.</summary>
    /// <param name="word">The normalized word.</param>
    /// <param name="start">Where it starts in the original text.</param>
    public void AddAscii(ReadOnlySpan<char> word, int start)
    {
        if (word.Length > _model.MaxWordLength || !_model.Vocabulary.TrySplit(word, _wordId, start, _pieces))
        {
            _pieces.Add(_model.UnkId, start, start + word.Length, _wordId);
        }

        NextWord();
    }

    /// <summary>Adds one piece that is a word.</summary>
    public void AddPiece(int id, int start, int end)
    {
        _pieces.Add(id, start, end, _wordId);
        NextWord();
    }

    private void NextWord()
    {
        if (!_oneWord)
        {
            _wordId++;
        }
    }
}
