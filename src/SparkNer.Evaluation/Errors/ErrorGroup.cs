namespace SparkNer.Evaluation.Errors;

/// <summary>Errors of one kind between the same two types.</summary>
internal sealed class ErrorGroup(ErrorKind kind, string? goldType, string? predictedType)
{
    // Bounds the memory; what comes first in the data is counted by its words, the rest in the sum alone.
    private const int MostTexts = 5000;

    private readonly Dictionary<string, (long Count, ErrorExample Example)> _texts = new(StringComparer.Ordinal);

    public ErrorKind Kind { get; } = kind;

    public string? GoldType { get; } = goldType;

    public string? PredictedType { get; } = predictedType;

    public long Count { get; private set; }

    /// <summary>The words that are wrong most often, each with the first sentence in which they are.</summary>
    public IEnumerable<(string Text, long Count, ErrorExample Example)> MostFrequent(int count) =>
        _texts.OrderByDescending(t => t.Value.Count).ThenBy(t => t.Key, CodePointComparer.Instance).Take(count).Select(t => (t.Key, t.Value.Count, t.Value.Example));

    public void Add(string text, Func<ErrorExample> example)
    {
        Count++;
        if (_texts.TryGetValue(text, out (long Count, ErrorExample Example) known))
        {
            _texts[text] = (known.Count + 1, known.Example);
        }
        else if (_texts.Count < MostTexts)
        {
            _texts[text] = (1, example());
        }
    }
}
