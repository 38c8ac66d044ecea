using SparkNer.Aggregation;
using SparkNer.WordPieces;

namespace SparkNer.Pipeline;

/// <summary>Annotates batches of documents in Hugging Face's layout. Not thread-safe: one a thread.</summary>
internal sealed class EntityAnnotator(
    ITokenClassifier classifier, WordPieceTokenizer wordPieces, EntityAggregator aggregator, NerFormat format, AnnotatorOptions options, int maxLength) : IBatchAnnotator
{
    private readonly SequenceQueue _queue = new();
    private readonly List<(EntityWork Document, int Window, int Sequence)> _waiting = [];
    private readonly Stack<PieceBuffer> _spare = [];

    public void Annotate(IReadOnlyList<AnnotatorInput> inputs, Span<AnnotatedText> results, CancellationToken cancellationToken)
    {
        _queue.Clear();
        _waiting.Clear();
        var documents = new EntityWork[inputs.Count];
        for (int i = 0; i < documents.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            documents[i] = Encode(inputs[i]);
            Enqueue(documents[i], cancellationToken);
        }

        Flush(cancellationToken);
        for (int i = 0; i < documents.Length; i++)
        {
            results[i] = Result(documents[i].Text, Entities(documents[i]), null);
            documents[i].Pieces.Clear();
            _spare.Push(documents[i].Pieces);
        }
    }

    public AnnotatedText Failed(AnnotatorInput input, string error) => Result(TextOf(input), [], error);

    private string TextOf(AnnotatorInput input) => input.Words is { } words ? string.Join(options.Delimiter, words) : input.Text ?? "";

    private AnnotatedText Result(string text, IReadOnlyList<Entity> entities, string? error) =>
        new(text, AnnotationMetadata.Empty, false, [], [], [], [], [], format, entities, error);

    private EntityWork Encode(AnnotatorInput input)
    {
        PieceBuffer pieces = _spare.TryPop(out PieceBuffer? spare) ? spare : new PieceBuffer();
        pieces.Clear();
        string text = TextOf(input);
        if (input.Words is { } words)
        {
            int offset = 0;
            for (int i = 0; i < words.Count; i++)
            {
                wordPieces.EncodeWord(words[i] ?? "", i, offset, pieces);
                offset += (words[i]?.Length ?? 0) + options.Delimiter.Length;
            }
        }
        else
        {
            wordPieces.Encode(text, pieces);
        }

        int stride = options.Truncate ? 0 : options.Stride ?? Windows.DefaultStride(maxLength - 2);
        IReadOnlyList<PieceWindow> windows = WordPieceTokenizer.Windows(pieces.Count, maxLength, stride);
        return new EntityWork(text, pieces, options.Truncate ? [windows[0]] : windows, classifier.Labels.Count);
    }

    private void Enqueue(EntityWork document, CancellationToken cancellationToken)
    {
        if (document.Pieces.Count == 0)
        {
            return;
        }

        for (int w = 0; w < document.Windows.Count; w++)
        {
            if (_queue.IsFull)
            {
                Flush(cancellationToken);
            }

            PieceWindow window = document.Windows[w];
            _waiting.Add((document, w, _queue.Add(wordPieces.ClsId, document.Pieces.Ids.Slice(window.Start, window.Count), wordPieces.SepId)));
        }
    }

    private void Flush(CancellationToken cancellationToken)
    {
        if (_waiting.Count > 0)
        {
            _queue.Run(classifier, cancellationToken);
            foreach ((EntityWork document, int window, int sequence) in _waiting)
            {
                _queue.Logits(sequence, 1, document.Windows[window].Count).CopyTo(document.LogitsOf(window));
            }
        }

        _waiting.Clear();
        _queue.Clear();
    }

    private IReadOnlyList<Entity> Entities(EntityWork document)
    {
        if (document.Pieces.Count == 0)
        {
            return [];
        }

        // Windows of one's own: one labelling of the whole text. A given stride: each window on its own, then merged, as the pipeline does.
        if (options.Stride is null && document.Windows.Count > 1)
        {
            var whole = new PieceWindow(0, document.Pieces.Count);
            return Aggregate(document, whole, document.BestLogits());
        }

        var entities = new List<Entity>();
        for (int w = 0; w < document.Windows.Count; w++)
        {
            entities.AddRange(Aggregate(document, document.Windows[w], document.LogitsOf(w)));
        }

        return document.Windows.Count > 1 ? EntityAggregator.Merge(entities, document.Text) : entities;
    }

    private List<Entity> Aggregate(EntityWork document, PieceWindow window, ReadOnlySpan<float> logits) => aggregator.Aggregate(
        document.Text,
        document.Pieces.Ids.Slice(window.Start, window.Count),
        document.Pieces.Starts.Slice(window.Start, window.Count),
        document.Pieces.Ends.Slice(window.Start, window.Count),
        logits,
        wordPieces.GetPiece,
        wordPieces.UnkId);
}
