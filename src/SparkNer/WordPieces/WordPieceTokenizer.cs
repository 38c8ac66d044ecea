using SparkNer.WordPieces.Loading;

namespace SparkNer.WordPieces;

/// <summary>
/// The tokenizer of the BERT family: normalization, words and word pieces, with offsets into the original text. The results equal those of Hugging Face's
/// transformers 5.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Encoding allocates nothing once the buffer has grown, and takes time linear in the text, whatever the text. Offsets are UTF-16
/// code units, ends are exclusive. An unpaired surrogate counts as U+FFFD.
/// </remarks>
public sealed class WordPieceTokenizer
{
    // More than any vocabulary, and little enough that a table by id is no danger.
    private const int MaxId = 1 << 24;

    private readonly PieceEncoder _encoder;
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _added;
    private readonly string?[] _pieces;
    private readonly HashSet<int> _special;

    private WordPieceTokenizer(TokenizerDefinition definition)
    {
        ContinuingPrefix = definition.ContinuingPrefix;
        ModelMaxLength = definition.ModelMaxLength;
        LowerCase = definition.Rules.LowerCase;
        StripAccents = definition.Rules.StripAccents;
        SpecialTokenNames names = definition.Names;
        Dictionary<string, int> ids = definition.Vocabulary;
        List<(AddedToken Token, int Id)> added = NumberAdded(definition);
        _added = added.ToDictionary(t => t.Token.Content, t => t.Id).GetAlternateLookup<ReadOnlySpan<char>>();
        _pieces = TableOf(definition, added);
        _special = [.. added.Where(t => t.Token.Special).Select(t => t.Id)];
        _vocabulary = new Vocabulary(ids, definition.ContinuingPrefix);
        UnkId = Required(ids, names.Unk, definition.VocabularyFile);
        ClsId = Required(_added.Dictionary, names.Cls, definition.VocabularyFile);
        SepId = Required(_added.Dictionary, names.Sep, definition.VocabularyFile);
        PadId = _added.Dictionary.GetValueOrDefault(names.Pad);
        _encoder = new PieceEncoder(definition.Rules, new WordPieceModel(_vocabulary, UnkId, definition.MaxWordLength), added);
    }

    /// <summary>The largest id plus 1.</summary>
    public int VocabularySize => _pieces.Length;

    /// <summary>The id of the piece before a text, [CLS].</summary>
    public int ClsId { get; }

    /// <summary>The id of the piece after a text, [SEP].</summary>
    public int SepId { get; }

    /// <summary>The id of padding, [PAD]; 0 if the vocabulary has none, which does no harm where padding is masked.</summary>
    public int PadId { get; }

    /// <summary>The id of a word that no pieces make up, [UNK].</summary>
    public int UnkId { get; }

    /// <summary>What pieces inside a word begin with: <c>##</c>.</summary>
    public string ContinuingPrefix { get; }

    /// <summary>The longest sequence that the files name, [CLS] and [SEP] included; null if they name none (or 1e15 and more, which means none).</summary>
    public int? ModelMaxLength { get; }

    /// <summary>Whether text is lower-cased.</summary>
    public bool LowerCase { get; }

    /// <summary>Whether accents are stripped.</summary>
    public bool StripAccents { get; }

    /// <summary>Makes a tokenizer of a model's files.</summary>
    /// <remarks>
    /// With the classes of the BERT family, also when the files name no class, <c>tokenizer_config.json</c> decides on casing, accents and Chinese characters,
    /// with BERT's defaults (lower case!) for what it leaves out; <c>tokenizer.json</c>, or else <c>vocab.txt</c>, has the vocabulary. With class
    /// PreTrainedTokenizerFast, and classes unknown here, <c>tokenizer.json</c> counts as it is.
    /// </remarks>
    /// <param name="files">The files' contents.</param>
    /// <param name="overrides">What to do otherwise than they say.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="TokenizerFormatException">A file is broken, or the tokenizer is not of the BERT family.</exception>
    public static WordPieceTokenizer Load(TokenizerFiles files, WordPieceOptions? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        TokenizerDefinition definition = TokenizerLoader.Load(files);
        if (overrides is not null)
        {
            NormalizationRules rules = definition.Rules;
            bool stripAccents = overrides.StripAccents ?? overrides.LowerCase ?? rules.StripAccents;
            rules = rules with { LowerCase = overrides.LowerCase ?? rules.LowerCase, StripAccents = stripAccents };
            definition = definition with { Rules = rules };
        }

        return new WordPieceTokenizer(definition);
    }

    /// <summary>
    /// The windows that a text of so many pieces is cut into: all of them full but the last, each beginning with the last pieces of the one before.
    /// </summary>
    /// <param name="pieceCount">How many pieces the text has, without [CLS] and [SEP].</param>
    /// <param name="maxLength">How many a window may have, [CLS] and [SEP] included; null for one window of any length.</param>
    /// <param name="stride">How many pieces two windows share.</param>
    /// <returns>The windows, at least one: an empty text has an empty one.</returns>
    /// <exception cref="ArgumentException">The stride is not below <paramref name="maxLength"/> - 2.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static IReadOnlyList<PieceWindow> Windows(int pieceCount, int? maxLength, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pieceCount);
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        if (maxLength is not { } max)
        {
            return [new PieceWindow(0, pieceCount)];
        }

        int room = max - 2;
        if (stride >= room)
        {
            throw new ArgumentException(
                $"A stride of {stride} does not fit a maximum length of {max}: it must be less than the {Math.Max(0, room)} pieces beside [CLS] and [SEP].",
                nameof(stride));
        }

        if (pieceCount <= room)
        {
            return [new PieceWindow(0, pieceCount)];
        }

        int step = room - stride;
        var windows = new PieceWindow[((pieceCount - room + step - 1) / step) + 1];
        for (int i = 0; i < windows.Length; i++)
        {
            windows[i] = new PieceWindow(i * step, Math.Min(room, pieceCount - (i * step)));
        }

        return windows;
    }

    /// <summary>The text of a piece, as in the vocabulary (with <see cref="ContinuingPrefix"/>).</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No piece has this id.</exception>
    public string GetPiece(int id) => (uint)id < (uint)_pieces.Length && _pieces[id] is { } piece
        ? piece
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"No word piece has this id; the vocabulary goes to {_pieces.Length - 1}.");

    /// <summary>The id of a piece.</summary>
    /// <param name="piece">Its text, as in the vocabulary.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether there is such a piece.</returns>
    public bool TryGetId(ReadOnlySpan<char> piece, out int id) => _added.TryGetValue(piece, out id) || _vocabulary.TryGetId(piece, out id);

    /// <summary>Whether the id is that of a special token, such as [SEP].</summary>
    public bool IsSpecial(int id) => _special.Contains(id);

    /// <summary>Appends the pieces of a text, without [CLS] and [SEP] around it.</summary>
    /// <remarks>Special tokens that the text itself holds become those, also inside words. The word ids number the words of this text from 0.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="pieces">Where the pieces go; offsets are relative to the text.</param>
    public void Encode(ReadOnlySpan<char> text, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        _encoder.Encode(text, 0, null, pieces);
    }

    /// <summary>
    /// Appends the pieces of a word that was found by other means; it may still be split at spaces and punctuation, its pieces all get its id.
    /// </summary>
    /// <param name="word">The word. One that is empty or wholly removed gives no piece.</param>
    /// <param name="wordId">Its number.</param>
    /// <param name="offset">What to add to offsets in the word.</param>
    /// <param name="pieces">Where the pieces go.</param>
    public void EncodeWord(ReadOnlySpan<char> word, int wordId, int offset, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        _encoder.Encode(word, offset, wordId, pieces);
    }

    /// <summary>Appends the pieces of words that were found by other means; word ids are indices in the list, offsets are relative to each word.</summary>
    /// <param name="words">The words.</param>
    /// <param name="pieces">Where the pieces go.</param>
    public void EncodeWords(IReadOnlyList<string> words, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(words);
        for (int i = 0; i < words.Count; i++)
        {
            EncodeWord(words[i], i, 0, pieces);
        }
    }

    /// <summary>Gives added tokens that are not in the vocabulary the ids after it, in their order.</summary>
    private static List<(AddedToken Token, int Id)> NumberAdded(TokenizerDefinition definition)
    {
        var numbered = new List<(AddedToken Token, int Id)>();
        int next = definition.Vocabulary.Count;
        foreach (AddedToken token in definition.AddedTokens)
        {
            if (definition.Vocabulary.TryGetValue(token.Content, out int id))
            {
                numbered.Add((token, id));
                next = Math.Max(next, id + 1);
            }
        }

        foreach (AddedToken token in definition.AddedTokens)
        {
            if (!definition.Vocabulary.ContainsKey(token.Content))
            {
                numbered.Add((token, next++));
            }
        }

        return numbered;
    }

    private static string?[] TableOf(TokenizerDefinition definition, List<(AddedToken Token, int Id)> added)
    {
        int largest = Math.Max(definition.Vocabulary.Values.Max(), added.Count == 0 ? 0 : added.Max(t => t.Id));
        if (largest > MaxId)
        {
            throw new TokenizerFormatException(definition.VocabularyFile, $"it has the id {largest}; ids up to {MaxId} are supported.");
        }

        var pieces = new string?[largest + 1];
        foreach ((string piece, int id) in definition.Vocabulary.Concat(added.Select(t => KeyValuePair.Create(t.Token.Content, t.Id))))
        {
            if (pieces[id] is { } other && other != piece)
            {
                throw new TokenizerFormatException(definition.VocabularyFile, $"\"{other}\" and \"{piece}\" have the same id, {id}.");
            }

            pieces[id] = piece;
        }

        return pieces;
    }

    private static int Required(Dictionary<string, int> ids, string token, string file) => ids.TryGetValue(token, out int id)
        ? id
        : throw new TokenizerFormatException(file, $"the vocabulary has no {token}, which a tokenizer of the BERT family needs.");
}
