namespace SparkNer.Evaluation.Tagging;

/// <summary>A sentence and what the model sees.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Words">The words that the model sees.</param>
/// <param name="First">The first of them that is the sentence's own.</param>
internal sealed record SentenceInContext(TaggedSentence Sentence, IReadOnlyList<string> Words, int First);
