using SparkNer.Evaluation;
using SparkNer.Evaluation.Comparing;
using SparkNer.Evaluation.Reading;
using SparkNer.Evaluation.Tagging;
using SparkNer.Files;
using SparkNer.Onnx;

namespace SparkNer.Cli.Running;

/// <summary>How far the tags of two models agree on a CoNLL file.</summary>
internal static class TagAgreement
{
    /// <summary>Tags the file's words with both models, one sentence a sequence.</summary>
    /// <param name="first">A model.</param>
    /// <param name="second">Another.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends it by an exception.</param>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static SystemComparison Of(ModelFolder first, ModelFolder second, string path, CancellationToken cancellationToken)
    {
        try
        {
            using Annotator one = Load(first);
            using Annotator other = Load(second);
            var comparison = new SystemComparison();
            IEnumerable<TaggedSentence> sentences = EvaluationInput.ReadConll(path, new ConllOptions(), Stream () => throw new UserErrorException("a file is needed, not stdin."));
            foreach (TaggedSentence sentence in new SentenceTagger(other).Tag(new SentenceTagger(one).Tag(sentences, cancellationToken), cancellationToken))
            {
                comparison.Add(sentence);
            }

            return comparison;
        }
        catch (Exception exception) when (exception is InputException or EvaluationException)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }

    private static Annotator Load(ModelFolder folder) =>
        ModelOpening.Try(() => Annotator.Load(folder, new AnnotatorOptions { Threads = Environment.ProcessorCount, LabelScores = LabelScores.Predicted }));
}
