using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>One document on its way through the Hugging Face layout: its pieces, its windows and the raw scores of each window.</summary>
internal sealed class EntityWork
{
    private readonly int _labels;
    private readonly int[] _firstRow;
    private readonly float[] _logits;

    public EntityWork(string text, PieceBuffer pieces, IReadOnlyList<PieceWindow> windows, int labels)
    {
        Text = text;
        Pieces = pieces;
        Windows = windows;
        _labels = labels;
        _firstRow = new int[windows.Count + 1];
        for (int w = 0; w < windows.Count; w++)
        {
            _firstRow[w + 1] = _firstRow[w] + windows[w].Count;
        }

        _logits = new float[_firstRow[^1] * labels];
    }

    public string Text { get; }

    public PieceBuffer Pieces { get; }

    public IReadOnlyList<PieceWindow> Windows { get; }

    /// <summary>The raw scores of a window's pieces, row-major [pieces, labels].</summary>
    public Span<float> LogitsOf(int window) => _logits.AsSpan(_firstRow[window] * _labels, (_firstRow[window + 1] - _firstRow[window]) * _labels);

    /// <summary>The raw scores of all pieces, each from the window in which its word has most context: a word is never torn between windows.</summary>
    public float[] BestLogits()
    {
        var best = new float[Pieces.Count * _labels];
        var words = new List<(int First, int Last)>();
        ReadOnlySpan<int> ids = Pieces.WordIds;
        for (int p = 0; p < ids.Length; p++)
        {
            if (p == 0 || ids[p] != ids[p - 1])
            {
                words.Add((p, p));
            }
            else
            {
                words[^1] = (words[^1].First, p);
            }
        }

        var chosen = new int[words.Count];
        Pipeline.Windows.Choose(Windows, Pieces.Count, [.. words], chosen);
        for (int w = 0; w < chosen.Length; w++)
        {
            (int first, int last) = words[w];
            for (int p = first, window = chosen[w]; p <= last; p++)
            {
                // A word longer than a window goes on in the next one.
                while (p >= Windows[window].Start + Windows[window].Count)
                {
                    window++;
                }

                LogitsOf(window).Slice((p - Windows[window].Start) * _labels, _labels).CopyTo(best.AsSpan(p * _labels, _labels));
            }
        }

        return best;
    }
}
