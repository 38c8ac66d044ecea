namespace SparkNer.Evaluation.Seqeval;

/// <summary>Finds entities as seqeval's strict mode does: only what is right in the scheme counts.</summary>
internal sealed class StrictTracker(TaggingScheme scheme) : IEntityTracker
{
    private readonly SchemeRules _rules = SchemeRules.Of(scheme);
    private readonly Dictionary<string, StrictTag> _tags = new(StringComparer.Ordinal);
    private StrictTag _previous = StrictTag.Outside;
    private long _begin;
    private string? _open;

    public EntitySpan? Next(string tag, long position) => Step(Parse(tag), position);

    public EntitySpan? EndSentence(long position)
    {
        EntitySpan? ended = Step(StrictTag.Outside, position);
        _previous = StrictTag.Outside;
        return ended;
    }

    private StrictTag Parse(string tag)
    {
        if (!_tags.TryGetValue(tag, out StrictTag parsed))
        {
            parsed = StrictTag.Parse(tag);
            if (!_rules.Letters.Contains(parsed.Letter))
            {
                throw new FormatException($"the tag '{tag}' is none of the scheme {SchemeNames.Of(scheme)}, whose tags begin with {string.Join(", ", _rules.Letters.ToCharArray())}");
            }

            _tags[tag] = parsed;
        }

        return parsed;
    }

    private EntitySpan? Step(StrictTag tag, long position)
    {
        EntitySpan? ended = null;
        bool goesOn = _open is not null && _rules.Continues(_previous, tag);
        if (!goesOn)
        {
            if (_open is { } type && _rules.Ends(_previous, tag))
            {
                ended = new EntitySpan(type, _begin, position - 1);
            }

            _open = null;
            if (_rules.Starts(_previous, tag))
            {
                (_open, _begin) = (tag.Type, position);
            }
        }

        _previous = tag;
        return ended;
    }
}
