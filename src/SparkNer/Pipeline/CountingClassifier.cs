namespace SparkNer.Pipeline;

/// <summary>A classifier that tells how many word pieces went through it.</summary>
internal sealed class CountingClassifier(ITokenClassifier inner, Action<long> count) : ITokenClassifier
{
    public IReadOnlyList<string> Labels => inner.Labels;

    public int MaxSequenceLength => inner.MaxSequenceLength;

    public void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default)
    {
        inner.Classify(sequences, logits, cancellationToken);
        long pieces = 0;
        foreach (ReadOnlyMemory<int> sequence in sequences)
        {
            pieces += sequence.Length;
        }

        count(pieces);
    }

    public void Dispose() => inner.Dispose();
}
