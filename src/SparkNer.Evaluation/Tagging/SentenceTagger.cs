using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Tagging;

/// <summary>Tags the words of sentences with a model. The words stay as they are: each gets one tag, also in a sentence that is longer than the model's window.</summary>
/// <remarks>Thread-safe; the annotator works on several threads (<see cref="AnnotatorOptions.Threads"/>), with sentences of all lengths in one batch.</remarks>
public sealed class SentenceTagger
{
    private const string Outside = "O";

    private readonly Annotator _annotator;
    private readonly TagWriter _tags;
    private readonly int _context;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names;

    /// <summary>A tagger.</summary>
    /// <param name="annotator">The model, in Spark NLP's layout; the caller's to dispose.</param>
    /// <param name="context">How many sentences of the same document before and after a sentence the model sees with it; 0: it sees the sentence alone.</param>
    /// <param name="scheme">The scheme of the tags. Labels of that scheme are given as they are.</param>
    /// <exception cref="ArgumentException">The annotator has another layout.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The context is negative.</exception>
    public SentenceTagger(Annotator annotator, int context = 0, TaggingScheme scheme = TaggingScheme.Iob2)
    {
        ArgumentNullException.ThrowIfNull(annotator);
        ArgumentOutOfRangeException.ThrowIfNegative(context);
        if (annotator.Options is not { Layout: AnnotationLayout.SparkNlp, Compatibility: Compatibility.None })
        {
            throw new ArgumentException("A tagger needs one label a word: an annotator in Spark NLP's layout, without its mistakes.", nameof(annotator));
        }

        _annotator = annotator;
        _context = context;
        _tags = new TagWriter(annotator.Labels, scheme);
        _names = annotator.Labels.Names.Append(Outside).Distinct().ToDictionary(n => n).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Tags sentences, streaming.</summary>
    /// <param name="sentences">The sentences, documents one after the other.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>The sentences in the same order, with the tags after the predictions that they have.</returns>
    /// <exception cref="EvaluationException">The model failed on a sentence; the message says on which.</exception>
    public IEnumerable<TaggedSentence> Tag(IEnumerable<TaggedSentence> sentences, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var waiting = new Queue<SentenceInContext>();
        var reader = new AnnotationReader();
        IEnumerable<AnnotatorInput> inputs = SentenceContexts.Of(sentences, _context).Select(item =>
        {
            waiting.Enqueue(item);
            return new AnnotatorInput { Words = item.Sentence.IsDocumentMark ? [] : item.Words };
        });
        foreach (AnnotatedText text in _annotator.AnnotateAll(inputs, cancellationToken))
        {
            SentenceInContext item = waiting.Dequeue();
            IReadOnlyList<string> tags = item.Sentence.IsDocumentMark ? [Outside] : Tags(item, text, reader);
            yield return item.Sentence with { Predictions = [.. item.Sentence.Predictions, tags] };
        }
    }

    private IReadOnlyList<string> Tags(SentenceInContext item, AnnotatedText text, AnnotationReader reader)
    {
        if (text.Error is { } error)
        {
            throw new EvaluationException($"{item.Sentence.Place}: the model failed on this sentence: {error}");
        }

        var labels = new string[item.Sentence.Words.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            text.Read(LayoutColumn.Ner, item.First + i, reader);
            labels[i] = _names[reader.Result];
        }

        return _tags.Write(labels);
    }
}
