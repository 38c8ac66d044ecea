namespace SparkNer.Evaluation.Tests;

/// <summary>Short ways to sentences and evaluators.</summary>
internal static class Make
{
    public static TaggedSentence Sentence(string gold, string predicted) => Sentence(gold.Split(' '), predicted.Split(' '));

    public static TaggedSentence Sentence(IReadOnlyList<string> gold, IReadOnlyList<string> predicted) => new()
    {
        Words = [.. gold.Select((_, i) => $"w{i}")],
        Gold = gold,
        Predictions = [predicted],
        Place = new SentencePlace("test.conll", "line", 1, HasLinePerToken: true),
    };

    public static Evaluator Evaluate(IEnumerable<TaggedSentence> sentences, EvaluationOptions? options = null)
    {
        var evaluator = new Evaluator(options);
        foreach (TaggedSentence sentence in sentences)
        {
            evaluator.Add(sentence);
        }

        return evaluator;
    }
}
