namespace SparkNer;

/// <summary>A model that gives each word piece of a sequence one score a label.</summary>
/// <remarks>Implementations are thread-safe: many threads may call <see cref="Classify"/> at once.</remarks>
public interface ITokenClassifier : IDisposable
{
    /// <summary>The label names by class id, as the model's files list them.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>The longest sequence that the model takes, [CLS] and [SEP] included (its position embeddings).</summary>
    int MaxSequenceLength { get; }

    /// <summary>Scores sequences of word pieces. The result for a sequence does not depend on the others (but for rounding, 1e-5).</summary>
    /// <param name="sequences">The piece ids of each sequence, [CLS] and [SEP] included; 1 to <see cref="MaxSequenceLength"/> ids each. In any order: the
    /// classifier sorts and batches them as suits the model.</param>
    /// <param name="logits">Where each sequence's raw scores go: row-major [pieces, labels], so <c>sequences[i].Length * Labels.Count</c> values.</param>
    /// <param name="cancellationToken">Asks to stop; looked at between batches.</param>
    /// <exception cref="ArgumentException">The lists differ in length, a sequence is too long, an id is not in the vocabulary, or a result does not fit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Classify(IReadOnlyList<ReadOnlyMemory<int>> sequences, IReadOnlyList<Memory<float>> logits, CancellationToken cancellationToken = default);
}
