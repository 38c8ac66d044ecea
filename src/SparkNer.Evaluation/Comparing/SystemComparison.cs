namespace SparkNer.Evaluation.Comparing;

/// <summary>Two taggers on the same sentences: how far apart their scores are, and whether that could be chance.</summary>
/// <remarks>Mutable, for one thread. It keeps a few numbers a sentence.</remarks>
public sealed class SystemComparison
{
    private readonly List<PairedCount> _sentences = [];
    private long _equalTags;

    /// <summary>A comparison that has counted nothing yet.</summary>
    /// <param name="options">What to count; null for the defaults.</param>
    public SystemComparison(EvaluationOptions? options = null) => (A, B) = (new Evaluator(options), new Evaluator(options));

    /// <summary>The scores of the first.</summary>
    public Evaluator A { get; }

    /// <summary>The scores of the second.</summary>
    public Evaluator B { get; }

    /// <summary>The share of tokens to which both give the same tag, 0 to 1; 1 where there are none.</summary>
    public double Agreement => A.Tokens == 0 ? 1 : (double)_equalTags / A.Tokens;

    /// <summary>Counts a sentence; the first of its predictions is A's, the second B's.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <exception cref="EvaluationException">The strict scheme does not know a tag.</exception>
    public void Add(TaggedSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (sentence.Predictions.Count != 2)
        {
            throw new ArgumentException($"The sentence has {sentence.Predictions.Count} predictions; two are compared.", nameof(sentence));
        }

        EvaluationCount a = Added(A, sentence, sentence.Predictions[0]);
        EvaluationCount b = Added(B, sentence, sentence.Predictions[1]);
        if (sentence.IsDocumentMark)
        {
            return;
        }

        _sentences.Add(new PairedCount(a.Gold, a.Found, a.Correct, b.Found, b.Correct));
        TypeFilter types = A.Options.Types;
        _equalTags += types.Apply(sentence.Predictions[0]).Zip(types.Apply(sentence.Predictions[1])).Count(t => t.First == t.Second);
    }

    /// <summary>Draws the sentences again and again and looks how the difference varies.</summary>
    /// <param name="resamples">How often.</param>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    public BootstrapResult Bootstrap(int resamples, int seed, CancellationToken cancellationToken = default) =>
        PairedBootstrap.Run(_sentences, resamples, seed, cancellationToken);

    private static EvaluationCount Added(Evaluator evaluator, TaggedSentence sentence, IReadOnlyList<string> predicted)
    {
        EvaluationCount before = evaluator.Entities;
        evaluator.Add(sentence, predicted);
        EvaluationCount after = evaluator.Entities;
        return new EvaluationCount(after.Gold - before.Gold, after.Found - before.Found, after.Correct - before.Correct);
    }
}
