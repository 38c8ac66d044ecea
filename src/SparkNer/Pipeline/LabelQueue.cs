namespace SparkNer.Pipeline;

/// <summary>Sequences that wait for the model, and the <c>ner</c> entries that wait for their scores. Runs the model whenever enough has gathered.</summary>
internal sealed class LabelQueue(ITokenClassifier classifier, bool compatibleSoftmax, PieceVote? vote = null)
{
    private readonly SequenceQueue _sequences = new();
    private readonly List<LabelTarget> _targets = [];
    private CancellationToken _cancellationToken;

    /// <summary>Starts a batch.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _sequences.Clear();
        _targets.Clear();
    }

    /// <summary>Queues a sequence; its targets follow by <see cref="AddTarget"/>.</summary>
    public int AddSequence(int cls, ReadOnlySpan<int> pieces, int sep)
    {
        if (_sequences.IsFull)
        {
            Flush();
        }

        return _sequences.Add(cls, pieces, sep);
    }

    /// <summary>Says which <c>ner</c> entry a position of the last sequence labels, or, with a vote, several in a row.</summary>
    public void AddTarget(DocumentWork document, int ner, int sequence, int position, int count = 1) =>
        _targets.Add(new LabelTarget(document, ner, sequence, position, count));

    /// <summary>Runs the model on all that waits and writes labels and probabilities to the documents.</summary>
    public void Flush()
    {
        if (_sequences.PieceCount == 0)
        {
            return;
        }

        _sequences.Run(classifier, _cancellationToken);
        int labels = classifier.Labels.Count;
        foreach (LabelTarget target in _targets)
        {
            DocumentWork document = target.Document;
            document.ReserveScores(labels);
            ReadOnlySpan<float> logits = _sequences.Logits(target.Sequence, target.Position, target.Count);
            Span<float> probabilities = document.Scores.AsSpan(target.Ner * labels, labels);
            int label = compatibleSoftmax ? Softmax.SparkNlp(logits, probabilities)
                : target.Count > 1 ? vote!.Label(logits, probabilities)
                : Softmax.Stable(logits, probabilities);
            document.Ner[target.Ner] = document.Ner[target.Ner] with { Label = label };
        }

        _sequences.Clear();
        _targets.Clear();
    }
}
