using SparkNer.Cli.Evaluate;
using SparkNer.Evaluation;
using SparkNer.Evaluation.Tagging;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>The models of an evaluation: none, one, or those of two systems that are compared.</summary>
internal sealed class EvaluationTaggers : IDisposable
{
    private readonly List<Annotator> _annotators = [];
    private readonly List<SentenceTagger> _taggers = [];
    private readonly bool _modelThenColumn;

    /// <summary>Loads the models.</summary>
    /// <param name="settings">Which models.</param>
    /// <param name="stderr">Where it is said that a model is imported.</param>
    /// <param name="cancellationToken">Ends an import.</param>
    /// <exception cref="UserErrorException">A model cannot be used, or an option does not fit it.</exception>
    public EvaluationTaggers(EvaluateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        TaggerSettings?[] taggers = settings.Compared is { } two ? [two.A.Tagger, two.B.Tagger] : [settings.Tagger];
        _modelThenColumn = taggers is [not null, null];
        try
        {
            foreach (TaggerSettings tagger in taggers.OfType<TaggerSettings>())
            {
                Annotator annotator = AnnotatorFactory.Load(
                    () => ModelOpening.Open(tagger.Model, stderr, settings.Quiet, cancellationToken), Options(tagger, settings.Threads), settings.BatchTokens);
                _annotators.Add(annotator);
                _taggers.Add(new SentenceTagger(annotator, tagger.SentenceContext, settings.TagScheme));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a model at all.</summary>
    public bool Any => _taggers.Count > 0;

    /// <summary>How many word pieces the models have been given so far.</summary>
    public long WordPiecesSeen => _annotators.Sum(a => a.WordPiecesSeen);

    /// <summary>Puts the models' tags beside those that the sentences have, in the order of the systems.</summary>
    public IEnumerable<TaggedSentence> Tag(IEnumerable<TaggedSentence> sentences, CancellationToken cancellationToken)
    {
        foreach (SentenceTagger tagger in _taggers)
        {
            sentences = tagger.Tag(sentences, cancellationToken);
        }

        return _modelThenColumn ? sentences.Select(s => s with { Predictions = [.. s.Predictions.Reverse()] }) : sentences;
    }

    public void Dispose() => _annotators.ForEach(a => a.Dispose());

    /// <summary>How a model tags words that are given.</summary>
    /// <param name="tagger">The settings.</param>
    /// <param name="threads">How many threads work at once; null: as many as there are processors.</param>
    internal static AnnotatorOptions Options(TaggerSettings tagger, int? threads) => new()
    {
        CaseSensitive = tagger.CaseSensitive,
        MaxLength = tagger.MaxLength,
        LabelAllPieces = tagger.LabelAllTokens,
        LabelScores = LabelScores.Predicted,
        Threads = threads,
    };
}
