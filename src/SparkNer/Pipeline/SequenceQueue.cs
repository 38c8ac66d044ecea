namespace SparkNer.Pipeline;

/// <summary>Sequences of word pieces that wait for the model, and then their scores. Reused from batch to batch: nothing is allocated once it has grown.</summary>
internal sealed class SequenceQueue
{
    // For batches of even length, and 2 MB of scores at 9 labels.
    private const int Enough = 65_536;

    private readonly List<(int Start, int Length)> _sequences = [];
    private readonly List<ReadOnlyMemory<int>> _inputs = [];
    private readonly List<Memory<float>> _outputs = [];
    private int[] _ids = new int[4096];
    private float[] _logits = [];
    private int _labels;

    /// <summary>How many word pieces wait, [CLS] and [SEP] included.</summary>
    public int PieceCount { get; private set; }

    /// <summary>Whether it is time to run the model.</summary>
    public bool IsFull => PieceCount >= Enough;

    /// <summary>Appends [CLS] + pieces + [SEP].</summary>
    /// <returns>The sequence's index.</returns>
    public int Add(int cls, ReadOnlySpan<int> pieces, int sep)
    {
        int length = pieces.Length + 2;
        if (_ids.Length - PieceCount < length)
        {
            Array.Resize(ref _ids, Math.Max(2 * _ids.Length, PieceCount + length));
        }

        _ids[PieceCount] = cls;
        pieces.CopyTo(_ids.AsSpan(PieceCount + 1));
        _ids[PieceCount + length - 1] = sep;
        _sequences.Add((PieceCount, length));
        PieceCount += length;
        return _sequences.Count - 1;
    }

    /// <summary>Has the model score all that waits.</summary>
    public void Run(ITokenClassifier classifier, CancellationToken cancellationToken)
    {
        _labels = classifier.Labels.Count;
        if (_logits.Length < PieceCount * _labels)
        {
            _logits = new float[PieceCount * _labels * 5 / 4];
        }

        // The slices are made only now: adding may have moved the arrays.
        _inputs.Clear();
        _outputs.Clear();
        foreach ((int start, int length) in _sequences)
        {
            _inputs.Add(_ids.AsMemory(start, length));
            _outputs.Add(_logits.AsMemory(start * _labels, length * _labels));
        }

        classifier.Classify(_inputs, _outputs, cancellationToken);
    }

    /// <summary>The raw scores of some positions of a sequence, row-major [positions, labels]; position 0 is [CLS].</summary>
    public ReadOnlySpan<float> Logits(int sequence, int position, int count = 1) =>
        _logits.AsSpan((_sequences[sequence].Start + position) * _labels, count * _labels);

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _sequences.Clear();
        _inputs.Clear();
        _outputs.Clear();
        PieceCount = 0;
    }
}
