namespace SparkNer.WordPieces;

/// <summary>The word pieces and their ids.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class Vocabulary
{
    private readonly PieceTrie _trie;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly int _continuation;

    /// <summary>A vocabulary.</summary>
    /// <param name="ids">The id of each piece; none negative.</param>
    /// <param name="continuingPrefix">What pieces inside a word begin with.</param>
    public Vocabulary(Dictionary<string, int> ids, string continuingPrefix)
    {
        Count = ids.Count;
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _trie = new PieceTrie(ids.Count * 3);
        foreach ((string piece, int id) in ids)
        {
            _trie.Add(piece, id);
        }

        _continuation = _trie.Walk(continuingPrefix);
    }

    /// <summary>How many pieces there are.</summary>
    public int Count { get; }

    /// <summary>The id of a piece.</summary>
    public bool TryGetId(ReadOnlySpan<char> piece, out int id) => _ids.TryGetValue(piece, out id);

    /// <summary>Splits a word, always taking the longest piece that fits.</summary>
    /// <param name="word">The normalized word, not empty.</param>
    /// <param name="wordId">Its number.</param>
    /// <param name="offset">What to add to offsets in the word.</param>
    /// <param name="pieces">Where the pieces go.</param>
    /// <returns>Whether pieces were found for the whole word; else nothing was added.</returns>
    public bool TrySplit(ReadOnlySpan<char> word, int wordId, int offset, PieceBuffer pieces)
    {
        int length = _trie.LongestMatch(word, PieceTrie.Root, out int id);
        if (length == 0)
        {
            return false;
        }

        int before = pieces.Count;
        pieces.Add(id, offset, offset + length, wordId);
        int at = length;
        while (at < word.Length)
        {
            length = _continuation == PieceTrie.None ? 0 : _trie.LongestMatch(word[at..], _continuation, out id);
            if (length == 0)
            {
                pieces.Truncate(before);
                return false;
            }

            pieces.Add(id, offset + at, offset + at + length, wordId);
            at += length;
        }

        return true;
    }
}
