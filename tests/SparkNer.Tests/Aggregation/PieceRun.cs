using SparkNer.Aggregation;
using SparkNer.Labels;

namespace SparkNer.Tests.Aggregation;

/// <summary>Feeds the pieces that a golden run with strategy none lists back into an aggregator.</summary>
internal sealed class PieceRun
{
    private readonly string _text;
    private readonly string[] _vocabulary;
    private readonly int[] _ids;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly float[] _logits;
    private readonly int _unknown;

    public PieceRun(string text, List<Entity> pieces, LabelSet labels, string[] vocabulary)
    {
        _text = text;
        _vocabulary = vocabulary;
        _unknown = Array.IndexOf(vocabulary, "[UNK]");
        _ids = [.. pieces.Select(p => Array.IndexOf(vocabulary, p.Word)).Select(id => id < 0 ? _unknown : id)];
        _starts = [.. pieces.Select(p => p.Start)];
        _ends = [.. pieces.Select(p => p.End)];
        _logits = [.. pieces.SelectMany(p => labels.Names.Select(name => MathF.Log(name == p.Label ? p.Score : (1 - p.Score) / (labels.Count - 1))))];
    }

    public bool WordsAreSinglePieces => Enumerable.Range(0, _ids.Length)
        .All(i => _ids[i] == _unknown || CodePoints.Count(_vocabulary[_ids[i]]) == CodePoints.Count(_text.AsSpan(_starts[i], _ends[i] - _starts[i])));

    public List<Entity> Run(EntityAggregator aggregator) => aggregator.Aggregate(_text, _ids, _starts, _ends, _logits, id => _vocabulary[id], _unknown);
}
