namespace SparkNer.Evaluation.Reading;

/// <summary>A sentence that grows token by token.</summary>
internal sealed class SentenceBuilder(int predictions)
{
    private List<string> _words = [];
    private List<string> _gold = [];
    private List<string>[] _predictions = NewLists(predictions);
    private SentencePlace _place;

    public bool IsEmpty => _words.Count == 0;

    public void Add(SentencePlace place, string word, string gold, IEnumerable<string> predicted)
    {
        if (IsEmpty)
        {
            _place = place;
        }

        _words.Add(word);
        _gold.Add(gold);
        int i = 0;
        foreach (string tag in predicted)
        {
            _predictions[i++].Add(tag);
        }
    }

    /// <summary>The sentence, and begins the next one.</summary>
    public TaggedSentence Take(bool startsDocument)
    {
        var sentence = new TaggedSentence { Words = _words, Gold = _gold, Predictions = _predictions, Place = _place, StartsDocument = startsDocument };
        (_words, _gold, _predictions) = ([], [], NewLists(_predictions.Length));
        return sentence;
    }

    private static List<string>[] NewLists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<string>())];
}
