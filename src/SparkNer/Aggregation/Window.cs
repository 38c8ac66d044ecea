namespace SparkNer.Aggregation;

/// <summary>The pieces of one window, their places and scores.</summary>
internal readonly ref struct Window(
    string text, ReadOnlySpan<int> ids, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, ReadOnlySpan<float> scores, Func<int, string> getPiece, int unknownId)
{
    private readonly ReadOnlySpan<int> _ids = ids;
    private readonly ReadOnlySpan<float> _scores = scores;

    public ReadOnlySpan<int> Starts { get; } = starts;

    public ReadOnlySpan<int> Ends { get; } = ends;

    public int Count => _ids.Length;

    /// <summary>The probabilities of a piece.</summary>
    public ReadOnlySpan<float> Scores(int piece, int labels) => _scores.Slice(piece * labels, labels);

    /// <summary>The piece as the vocabulary has it, or the source of an unknown one.</summary>
    public string Piece(int piece) => _ids[piece] == unknownId ? Source(piece).ToString() : getPiece(_ids[piece]);

    /// <summary>Whether a piece is counted to the word before it. The library goes by lengths alone: ## makes a piece longer than its source.</summary>
    public bool ContinuesWord(int piece) => _ids[piece] != unknownId && CodePoints.Count(getPiece(_ids[piece])) != CodePoints.Count(Source(piece));

    private ReadOnlySpan<char> Source(int piece) => text.AsSpan(Starts[piece], Ends[piece] - Starts[piece]);
}
