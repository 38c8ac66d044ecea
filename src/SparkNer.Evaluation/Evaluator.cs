using SparkNer.Evaluation.Conlleval;
using SparkNer.Evaluation.Errors;
using SparkNer.Evaluation.Reports;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Evaluation.TokenTags;

namespace SparkNer.Evaluation;

/// <summary>Scores predicted tags. It takes sentence after sentence and keeps only counts.</summary>
/// <remarks>Mutable, for one thread; several of them can count parts of the data and be <see cref="Add(Evaluator)">added up</see>.</remarks>
public sealed class Evaluator
{
    private readonly EvaluationOptions _options;
    private readonly ConllevalCounter _conlleval = new();
    private readonly SeqevalCounter _seqeval;
    private readonly TagMatrix _tokens = new();
    private readonly ErrorGallery? _errors;

    /// <summary>An evaluator that has counted nothing yet.</summary>
    /// <param name="options">What to count; null for the defaults.</param>
    public Evaluator(EvaluationOptions? options = null)
    {
        _options = options ?? new EvaluationOptions();
        Func<IEntityTracker> tracker = _options.StrictScheme is { } scheme ? () => new StrictTracker(scheme) : () => new DefaultTracker();
        _seqeval = new SeqevalCounter(tracker);
        _errors = _options.CollectErrors ? new ErrorGallery(tracker) : null;
    }

    /// <summary>The options that it was made with.</summary>
    public EvaluationOptions Options => _options;

    /// <summary>How many sentences were counted.</summary>
    public long Sentences { get; private set; }

    /// <summary>How many tokens were counted, without lines <c>-DOCSTART-</c>.</summary>
    public long Tokens => _tokens.Tokens;

    /// <summary>Entities, by the rules of seqeval's mode, over all types.</summary>
    public EvaluationCount Entities => _seqeval.Types.Total;

    internal TagMatrix Matrix => _tokens;

    internal ConllevalCounter Conlleval => _conlleval;

    internal SeqevalCounter Seqeval => _seqeval;

    internal ErrorGallery? Errors => _errors;

    /// <summary>Counts a sentence with its first predicted tags.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <exception cref="EvaluationException">The strict scheme does not know a tag; the message says where.</exception>
    public void Add(TaggedSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (sentence.Predictions.Count == 0)
        {
            throw new ArgumentException("The sentence has no predicted tags.", nameof(sentence));
        }

        Add(sentence, sentence.Predictions[0]);
    }

    /// <summary>Counts a sentence.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="predicted">The predicted tags, as many as words.</param>
    /// <exception cref="EvaluationException">The strict scheme does not know a tag; the message says where.</exception>
    public void Add(TaggedSentence sentence, IReadOnlyList<string> predicted)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(predicted);
        if (sentence.Words.Count != sentence.Gold.Count || sentence.Words.Count != predicted.Count)
        {
            throw new EvaluationException(
                $"{sentence.Place}: has {sentence.Words.Count} words, {sentence.Gold.Count} right tags and {predicted.Count} predicted tags. There must be as many of each.");
        }

        CheckTags(sentence, sentence.Gold);
        CheckTags(sentence, predicted);
        TypeFilter types = _options.Types;
        if (!types.IsEmpty)
        {
            sentence = sentence with { Gold = types.Apply(sentence.Gold) };
            predicted = types.Apply(predicted);
        }

        for (int i = 0; i < sentence.Words.Count; i++)
        {
            _conlleval.Add(sentence.Words[i], sentence.Gold[i], predicted[i]);
        }

        if (sentence.IsDocumentMark)
        {
            return;
        }

        _conlleval.Break();
        _seqeval.Add(sentence, predicted);
        _errors?.Add(sentence, predicted);
        for (int i = 0; i < sentence.Words.Count; i++)
        {
            _tokens.Add(sentence.Gold[i], predicted[i]);
        }

        Sentences++;
    }

    private static void CheckTags(TaggedSentence sentence, IReadOnlyList<string> tags)
    {
        for (int i = 0; i < tags.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(tags[i]))
            {
                throw new EvaluationException($"{sentence.Place.Describe(i)}: the tag is empty. A token outside all entities has the tag O.");
            }
        }
    }

    /// <summary>Adds what another evaluator with the same options has counted. Examples of errors are not added.</summary>
    /// <param name="other">The other one; nothing may be counted with it any more.</param>
    public void Add(Evaluator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _conlleval.Add(other._conlleval);
        _seqeval.Add(other._seqeval);
        _tokens.Add(other._tokens);
        Sentences += other.Sentences;
    }

    /// <summary>A report, as the program prints it whose name it bears.</summary>
    /// <param name="kind">Whose.</param>
    /// <param name="digits">How many decimals.</param>
    /// <param name="withOutside">Whether <c>O</c> is a class of the token report.</param>
    public string ToText(ReportKind kind, int digits = 2, bool withOutside = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        _conlleval.Finish();
        return kind switch
        {
            ReportKind.Conlleval => ConllevalText.Write(_conlleval, digits),
            ReportKind.Seqeval => SeqevalReport().ToText(digits),
            _ => TokenReport(withOutside).ToText(digits),
        };
    }

    /// <summary>seqeval's report.</summary>
    public ClassReport SeqevalReport() => SparkNer.Evaluation.Seqeval.SeqevalReport.Of(_seqeval.Types);

    /// <summary>scikit-learn's report over tokens.</summary>
    /// <param name="withOutside">Whether <c>O</c> is a class as any other.</param>
    public ClassReport TokenReport(bool withOutside = true) => TokenTags.TokenReport.Of(_tokens, withOutside);
}
