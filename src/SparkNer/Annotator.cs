using System.Collections.Concurrent;
using SparkNer.Aggregation;
using SparkNer.Labels;
using SparkNer.Pipeline;
using SparkNer.WordPieces;

namespace SparkNer;

/// <summary>Finds named entities in texts. The same object serves files, C# programs and Spark: the same input gives the same annotations in each.</summary>
/// <remarks>
/// Thread-safe: any number of threads may annotate at once; all share one model. A document's annotations do not depend on what is annotated with it
/// (labels are the same, probabilities within 1e-5). Dispose it after the last call.
/// </remarks>
public sealed class Annotator : IDisposable
{
    /// <summary>The longest sequence that Spark NLP's classifiers take.</summary>
    private const int SparkNlpLongest = 512;

    private readonly ITokenClassifier _classifier;
    private readonly WordPieceTokenizer _wordPieces;
    private readonly LabelSet _labels;
    private readonly NerFormat _format;
    private readonly ConcurrentBag<IBatchAnnotator> _idle = [];
    private long _wordPiecesSeen;

    /// <summary>An annotator of a model. <c>Annotator.Load</c> (package SparkNer.Onnx) makes one from a model folder.</summary>
    /// <param name="classifier">The model; the annotator disposes it.</param>
    /// <param name="wordPieces">Its tokenizer.</param>
    /// <param name="options">How to annotate; null: the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range or does not fit another; the message names it.</exception>
    public Annotator(ITokenClassifier classifier, WordPieceTokenizer wordPieces, AnnotatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(wordPieces);
        Options = options ?? new AnnotatorOptions();
        _classifier = new CountingClassifier(classifier, count => Interlocked.Add(ref _wordPiecesSeen, count));
        _wordPieces = wordPieces;
        _labels = new LabelSet(classifier.Labels);
        MaxLength = CheckedMaxLength();
        bool compatible = Options.Compatibility == Compatibility.SparkNlp;
        _format = new NerFormat(_labels, Options.LabelScores, Options.Offsets, compatible);

        // Bad patterns and modes show here, not at the first document.
        _idle.Add(NewBatchAnnotator());
    }

    /// <summary>The options that it was made with.</summary>
    public AnnotatorOptions Options { get; }

    /// <summary>The model's labels.</summary>
    public LabelSet Labels => _labels;

    /// <summary>The model's tokenizer.</summary>
    public WordPieceTokenizer WordPieces => _wordPieces;

    /// <summary>The longest sequence given to the model in word pieces, [CLS] and [SEP] included.</summary>
    public int MaxLength { get; }

    /// <summary>How many word pieces the model has been given so far, [CLS], [SEP] and windows' overlap included, padding not.</summary>
    public long WordPiecesSeen => Interlocked.Read(ref _wordPiecesSeen);

    /// <summary>Annotates one text.</summary>
    /// <param name="text">The text; null counts as empty.</param>
    /// <returns>Its annotations; a text that cannot be annotated has an <see cref="AnnotatedText.Error"/>.</returns>
    public AnnotatedText Annotate(string? text) => AnnotateBatch([new AnnotatorInput(text)])[0];

    /// <summary>Annotates one document.</summary>
    /// <param name="input">A text or words.</param>
    /// <returns>Its annotations; a document that cannot be annotated has an <see cref="AnnotatedText.Error"/>.</returns>
    public AnnotatedText Annotate(AnnotatorInput input) => AnnotateBatch([input])[0];

    /// <summary>Annotates many texts on several threads, streaming: at most a few thousand are in memory at once.</summary>
    /// <param name="texts">The texts; null counts as empty.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One result a text, in the texts' order.</returns>
    public IEnumerable<AnnotatedText> AnnotateAll(IEnumerable<string?> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return AnnotateAll(texts.Select(t => new AnnotatorInput(t)), cancellationToken);
    }

    /// <summary>Annotates many documents on several threads (<see cref="AnnotatorOptions.Threads"/>), streaming: at most a few thousand are in memory at once.</summary>
    /// <param name="inputs">The documents.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One result a document, in the documents' order.</returns>
    public IEnumerable<AnnotatedText> AnnotateAll(IEnumerable<AnnotatorInput> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return ParallelBatches.Run(inputs, Options.Threads ?? Environment.ProcessorCount, batch => AnnotateBatch(batch, cancellationToken), cancellationToken);
    }

    /// <summary>Annotates a batch on the caller's thread. Sequences of all its documents are sorted by length and share the model's batches.</summary>
    /// <param name="inputs">The documents: some hundred kilobytes of text are a good size.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>One result a document, in the documents' order. A document that makes the model fail has an <see cref="AnnotatedText.Error"/>, its neighbours have not.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AnnotatedText[] AnnotateBatch(IReadOnlyList<AnnotatorInput> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var results = new AnnotatedText[inputs.Count];
        IBatchAnnotator annotator = _idle.TryTake(out IBatchAnnotator? idle) ? idle : NewBatchAnnotator();
        try
        {
            annotator.Annotate(inputs, results, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            AnnotateOneByOne(annotator, inputs, results, exception, cancellationToken);
        }

        _idle.Add(annotator);
        return results;
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose() => _classifier.Dispose();

    // Bad batch: smaller batches, then the rows that fail on their own.
    private static void AnnotateOneByOne(
        IBatchAnnotator annotator, IReadOnlyList<AnnotatorInput> inputs, AnnotatedText[] results, Exception failure, CancellationToken cancellationToken)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            try
            {
                if (inputs.Count > 1)
                {
                    annotator.Annotate([inputs[i]], results.AsSpan(i, 1), cancellationToken);
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure = exception;
            }

            results[i] = annotator.Failed(inputs[i], failure.Message);
        }
    }

    private IBatchAnnotator NewBatchAnnotator() => Options.Layout == AnnotationLayout.SparkNlp
        ? new TokenAnnotator(_classifier, _wordPieces, _labels, _format, Options, MaxLength)
        : new EntityAnnotator(_classifier, _wordPieces, new EntityAggregator(Options.Aggregation, Options.IgnoreLabels, _labels.Names), _format, Options, MaxLength);

    private int CheckedMaxLength()
    {
        if (Options.Threads is < 1)
        {
            throw new ArgumentException($"The number of threads (Threads, --threads) is {Options.Threads}; it must be at least 1.");
        }

        if (Options.Compatibility == Compatibility.SparkNlp)
        {
            return CheckedSparkNlpLength();
        }

        int longest = _classifier.MaxSequenceLength;
        int length = Options.MaxLength ?? Math.Min(_wordPieces.ModelMaxLength ?? longest, longest);
        if (length < 3 || length > longest)
        {
            throw new ArgumentException($"The longest sequence (MaxLength, --max-length) is {length} word pieces; this model takes 3 to {longest}, [CLS] and [SEP] included.");
        }

        if (Options.Stride is < 0 || Options.Stride >= length - 2)
        {
            throw new ArgumentException(
                $"The stride (Stride, --stride) is {Options.Stride} word pieces; it must be 0 to {length - 3}: less than the longest sequence of {length} without [CLS] and [SEP].");
        }

        if (Options.Truncate && Options.Stride is not null)
        {
            throw new ArgumentException("A stride and truncation (Stride and Truncate, --stride and --truncate) exclude each other: windows lose nothing, a cut does.");
        }

        return length;
    }

    private int CheckedSparkNlpLength()
    {
        if (Options.Layout != AnnotationLayout.SparkNlp)
        {
            throw new ArgumentException("Compatibility with Spark NLP goes with Spark NLP's layout only (--compatibility spark-nlp with --layout spark-nlp).");
        }

        if (Options.Stride is not null)
        {
            throw new ArgumentException("Spark NLP has no windows: leave out the stride (--stride) or the compatibility (--compatibility spark-nlp).");
        }

        int longest = Math.Min(SparkNlpLongest, _classifier.MaxSequenceLength);
        int length = Options.MaxLength ?? Math.Min(128, longest);
        return length >= 1 && length <= longest
            ? length
            : throw new ArgumentException($"Spark NLP's maxSentenceLength (MaxLength, --max-length) is {length}; it must be 1 to {longest}.");
    }
}
