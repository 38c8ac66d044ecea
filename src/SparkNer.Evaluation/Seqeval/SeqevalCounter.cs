namespace SparkNer.Evaluation.Seqeval;

/// <summary>Counts entities as seqeval does. Mutable, for one thread.</summary>
internal sealed class SeqevalCounter(Func<IEntityTracker> newTracker)
{
    private readonly IEntityTracker _gold = newTracker();
    private readonly IEntityTracker _predicted = newTracker();
    private long _position;

    /// <summary>Entities by type.</summary>
    public CountTable Types { get; } = new();

    /// <summary>Counts a sentence.</summary>
    /// <exception cref="EvaluationException">The scheme does not know a tag.</exception>
    public void Add(TaggedSentence sentence, IReadOnlyList<string> predicted)
    {
        for (int i = 0; i < sentence.Gold.Count; i++)
        {
            try
            {
                Count(_gold.Next(sentence.Gold[i], _position), _predicted.Next(predicted[i], _position));
            }
            catch (FormatException exception)
            {
                throw new EvaluationException($"{sentence.Place.Describe(i)}: {exception.Message}. Correct the tag, or name the scheme of the file.", exception);
            }

            _position++;
        }

        Count(_gold.EndSentence(_position), _predicted.EndSentence(_position));
        _position++;
    }

    /// <summary>Adds what another one has counted; both are between sentences.</summary>
    public void Add(SeqevalCounter other) => Types.Add(other.Types);

    // Two entities are the same only if they end at the same token: so both show at once, and none has to be kept.
    private void Count(EntitySpan? gold, EntitySpan? predicted)
    {
        if (gold is { } right)
        {
            Types.AddGold(right.Type);
        }

        if (predicted is { } found)
        {
            Types.AddFound(found.Type);
        }

        if (gold is not null && gold == predicted)
        {
            Types.AddCorrect(gold.Value.Type);
        }
    }
}
