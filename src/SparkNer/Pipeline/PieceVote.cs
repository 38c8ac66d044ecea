using SparkNer.Aggregation;
using SparkNer.Labels;

namespace SparkNer.Pipeline;

/// <summary>One label for a word from the scores of all its pieces. Not thread-safe: one a thread.</summary>
/// <remarks>
/// Types vote, not labels: where B- begins a word, some models are trained to give its other pieces B- and some I-. Adding both up suits either, and whether the
/// word begins an entity is for its first piece to say.
/// </remarks>
internal sealed class PieceVote
{
    private readonly int[] _typeOfLabel;
    private readonly float[] _types;
    private readonly float[] _piece;

    public PieceVote(LabelSet labels)
    {
        string[] types = [.. Enumerable.Range(0, labels.Count).Select(id => id == labels.OutsideId ? "" : "-" + labels.TagOf(id).Type)];
        string[] distinct = [.. types.Distinct()];
        _typeOfLabel = [.. types.Select(t => Array.IndexOf(distinct, t))];
        _types = new float[distinct.Length];
        _piece = new float[labels.Count];
    }

    /// <summary>The word's label.</summary>
    /// <param name="logits">The raw scores of its pieces, row-major [pieces, labels].</param>
    /// <param name="probabilities">Gets the means of the pieces' probabilities.</param>
    public int Label(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        int labels = _piece.Length;
        int pieces = logits.Length / labels;
        probabilities.Clear();
        for (int p = 0; p < pieces; p++)
        {
            Softmax.Stable(logits.Slice(p * labels, labels), _piece);
            for (int i = 0; i < labels; i++)
            {
                probabilities[i] += _piece[i] / pieces;
            }
        }

        Array.Clear(_types);
        for (int i = 0; i < labels; i++)
        {
            _types[_typeOfLabel[i]] += probabilities[i];
        }

        int type = Scores.ArgMax(_types);
        ReadOnlySpan<float> first = logits[..labels];
        int best = -1;
        for (int i = 0; i < labels; i++)
        {
            if (_typeOfLabel[i] == type && (best < 0 || first[i] > first[best]))
            {
                best = i;
            }
        }

        return best;
    }
}
