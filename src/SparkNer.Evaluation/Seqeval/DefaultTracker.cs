namespace SparkNer.Evaluation.Seqeval;

/// <summary>Finds entities as seqeval's default mode does: whatever comes makes an entity.</summary>
/// <remarks>
/// As there, odd tags can end an entity that never started; it then begins where the last one did, even in another sentence. Only tags such as <c>X</c> after
/// <c>O</c> do.
/// </remarks>
internal sealed class DefaultTracker : IEntityTracker
{
    private readonly Dictionary<string, DefaultTag> _tags = new(StringComparer.Ordinal);
    private DefaultTag _previous = DefaultTag.Start;
    private long _begin;

    public EntitySpan? Next(string tag, long position)
    {
        if (!_tags.TryGetValue(tag, out DefaultTag parsed))
        {
            _tags[tag] = parsed = DefaultTag.Parse(tag);
        }

        return Step(parsed, position);
    }

    public EntitySpan? EndSentence(long position) => Step(DefaultTag.Outside, position);

    private EntitySpan? Step(DefaultTag tag, long position)
    {
        EntitySpan? ended = DefaultTag.Ends(_previous, tag) ? new EntitySpan(_previous.Type, _begin, position - 1) : null;
        if (DefaultTag.Starts(_previous, tag))
        {
            _begin = position;
        }

        _previous = tag;
        return ended;
    }
}
