namespace SparkNer.Evaluation.Tagging;

/// <summary>Puts sentences among their neighbours.</summary>
/// <remarks>Streaming: it holds as many sentences as the context has.</remarks>
internal static class SentenceContexts
{
    /// <summary>Each sentence with the words that the model sees, and which of them are its own.</summary>
    /// <param name="sentences">The sentences, in the documents' order.</param>
    /// <param name="context">How many sentences of the same document before and after it the model sees too.</param>
    public static IEnumerable<SentenceInContext> Of(IEnumerable<TaggedSentence> sentences, int context)
    {
        using IEnumerator<TaggedSentence> source = sentences.GetEnumerator();
        var window = new List<(TaggedSentence Sentence, int Document)>();
        int document = 0;
        int at = 0;
        bool more = true;
        while (true)
        {
            while (more && window.Count <= at + context && (more = source.MoveNext()))
            {
                document += source.Current.StartsDocument ? 1 : 0;
                window.Add((source.Current, document));
            }

            if (at >= window.Count)
            {
                yield break;
            }

            yield return InContext(window, at, context);
            if (at < context)
            {
                at++;
            }
            else
            {
                window.RemoveAt(0);
            }
        }
    }

    private static SentenceInContext InContext(List<(TaggedSentence Sentence, int Document)> window, int at, int context)
    {
        (TaggedSentence sentence, int document) = window[at];
        var words = new List<string>();
        int first = 0;
        for (int i = Math.Max(0, at - context); i <= Math.Min(window.Count - 1, at + context); i++)
        {
            if (i == at)
            {
                first = words.Count;
            }

            if (window[i].Document == document && !window[i].Sentence.IsDocumentMark)
            {
                words.AddRange(window[i].Sentence.Words);
            }
        }

        return new SentenceInContext(sentence, words, first);
    }
}
