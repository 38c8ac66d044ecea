using System.Runtime.InteropServices;

namespace SparkNer.Evaluation.TokenTags;

/// <summary>How often which tag was predicted where which one is right. Mutable, for one thread.</summary>
internal sealed class TagMatrix
{
    private readonly Dictionary<(string Gold, string Predicted), long> _cells = [];

    /// <summary>How many tokens there were.</summary>
    public long Tokens { get; private set; }

    /// <summary>How many of them have the right tag.</summary>
    public long Correct { get; private set; }

    /// <summary>The share of tokens with the right tag; 0 where there are none.</summary>
    public double Accuracy => Tokens == 0 ? 0 : (double)Correct / Tokens;

    /// <summary>The tags, by code point.</summary>
    public IReadOnlyList<string> Tags => [.. _cells.Keys.SelectMany(c => (string[])[c.Gold, c.Predicted]).Distinct().Order(CodePointComparer.Instance)];

    /// <summary>How often a tag was predicted where another one is right.</summary>
    public long this[string gold, string predicted] => _cells.GetValueOrDefault((gold, predicted));

    public void Add(string gold, string predicted, long count = 1)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_cells, (gold, predicted), out _) += count;
        Tokens += count;
        Correct += gold == predicted ? count : 0;
    }

    public void Add(TagMatrix other)
    {
        foreach (((string gold, string predicted), long count) in other._cells)
        {
            Add(gold, predicted, count);
        }
    }

    /// <summary>The same with every tag replaced by something of it, such as its type.</summary>
    public TagMatrix Merged(Func<string, string> of)
    {
        var merged = new TagMatrix();
        foreach (((string gold, string predicted), long count) in _cells)
        {
            merged.Add(of(gold), of(predicted), count);
        }

        return merged;
    }

    /// <summary>Counts by tag.</summary>
    public Dictionary<string, EvaluationCount> Counts()
    {
        var counts = new Dictionary<string, EvaluationCount>(StringComparer.Ordinal);
        foreach (((string gold, string predicted), long count) in _cells)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, gold, out _) += new EvaluationCount(count, 0, gold == predicted ? count : 0);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, predicted, out _) += new EvaluationCount(0, count, 0);
        }

        return counts;
    }
}
