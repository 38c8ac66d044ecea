using System.Runtime.InteropServices;

namespace SparkNer.Evaluation;

/// <summary>Counts by type (or tag). Mutable, for one thread.</summary>
internal sealed class CountTable
{
    private readonly Dictionary<string, EvaluationCount> _counts = new(StringComparer.Ordinal);

    /// <summary>The types that are there or were predicted, by code point.</summary>
    public IReadOnlyList<string> Types => [.. _counts.Keys.Order(CodePointComparer.Instance)];

    /// <summary>The sum over all types.</summary>
    public EvaluationCount Total { get; private set; }

    public EvaluationCount this[string type] => _counts.GetValueOrDefault(type);

    public void AddGold(string type) => Add(type, new EvaluationCount(1, 0, 0));

    public void AddFound(string type) => Add(type, new EvaluationCount(0, 1, 0));

    public void AddCorrect(string type) => Add(type, new EvaluationCount(0, 0, 1));

    public void Add(CountTable other)
    {
        foreach ((string type, EvaluationCount count) in other._counts)
        {
            Add(type, count);
        }
    }

    private void Add(string type, EvaluationCount count)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, type, out _) += count;
        Total += count;
    }
}
