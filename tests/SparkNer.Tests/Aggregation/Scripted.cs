using SparkNer.Aggregation;

namespace SparkNer.Tests.Aggregation;

/// <summary>A window whose pieces, places and scores are written down, in place of a tokenizer and a model.</summary>
internal sealed class Scripted(string text, params string[] labels)
{
    private const int Unknown = 0;
    private readonly List<string> _vocabulary = ["[UNK]"];
    private readonly List<int> _ids = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly List<float> _logits = [];

    /// <summary>Adds a piece that lies at the next occurrence of a source, with the probability of one label; the rest is shared equally by the others.</summary>
    public Scripted Piece(string piece, string source, string label, double probability = 0.9)
    {
        double rest = (1 - probability) / Math.Max(1, labels.Length - 1);
        return Piece(piece, source, [.. labels.Select(l => l == label ? probability : rest)]);
    }

    /// <summary>Adds a piece with all its probabilities.</summary>
    public Scripted Piece(string piece, string source, double[] probabilities)
    {
        int start = text.IndexOf(source, _ends.Count == 0 ? 0 : _ends[^1], StringComparison.Ordinal);
        Assert.True(start >= 0, source);
        return PieceAt(piece, start, start + source.Length, probabilities);
    }

    /// <summary>Adds a piece anywhere.</summary>
    public Scripted PieceAt(string piece, int start, int end, double[] probabilities)
    {
        if (!_vocabulary.Contains(piece))
        {
            _vocabulary.Add(piece);
        }

        _ids.Add(_vocabulary.IndexOf(piece));
        _starts.Add(start);
        _ends.Add(end);
        _logits.AddRange(probabilities.Select(p => (float)Math.Log(p) + 3));
        return this;
    }

    public int Pieces => _ids.Count;

    public List<Entity> Run(AggregationStrategy strategy, params string[]? ignore) =>
        new EntityAggregator(strategy, ignore, labels).Aggregate(
            text, _ids.ToArray(), _starts.ToArray(), _ends.ToArray(), _logits.ToArray(), id => _vocabulary[id], Unknown);

    /// <summary>Entities in short: label, word and source.</summary>
    public string Show(AggregationStrategy strategy, params string[]? ignore) =>
        string.Join(" | ", Run(strategy, ignore).Select(e => $"{e.Label}:{e.Word}<{text[e.Start..e.End]}>"));
}
