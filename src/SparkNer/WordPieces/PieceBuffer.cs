namespace SparkNer.WordPieces;

/// <summary>A growing list of word pieces, column by column; made to be cleared and used again for the next text.</summary>
/// <remarks>Not thread-safe: one per thread. Spans taken from it hold until the next change.</remarks>
public sealed class PieceBuffer
{
    private int[] _ids = new int[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];
    private int[] _wordIds = new int[256];

    /// <summary>How many pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>The ids in the vocabulary.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    /// <summary>The first UTF-16 code unit of each piece in the original text.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>The code unit after each piece's last.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>The number of the word that each piece belongs to.</summary>
    public ReadOnlySpan<int> WordIds => _wordIds.AsSpan(0, Count);

    // What encoding needs besides; here so that it is reused with the buffer.
    internal WordBuffer Word { get; } = new();

    internal NormalizedText Normalized { get; } = new();

    /// <summary>Forgets all pieces, keeps the memory.</summary>
    public void Clear() => Count = 0;

    internal void Add(int id, int start, int end, int wordId)
    {
        int at = Count;
        if (at == _ids.Length)
        {
            Grow();
        }

        _ids[at] = id;
        _starts[at] = start;
        _ends[at] = end;
        _wordIds[at] = wordId;
        Count = at + 1;
    }

    internal void Truncate(int count) => Count = count;

    /// <summary>Turns offsets in a word, from a piece on, into offsets in the original text.</summary>
    internal void MapOffsets(int from, WordBuffer word)
    {
        for (int i = from; i < Count; i++)
        {
            _starts[i] = word.StartOf(_starts[i]);
            _ends[i] = word.EndOf(_ends[i] - 1);
        }
    }

    private void Grow()
    {
        int size = _ids.Length * 2;
        Array.Resize(ref _ids, size);
        Array.Resize(ref _starts, size);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _wordIds, size);
    }
}
