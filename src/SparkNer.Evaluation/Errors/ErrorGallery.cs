using System.Runtime.InteropServices;
using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation.Errors;

/// <summary>The errors of an evaluation, by kind and type, with examples. Mutable, for one thread.</summary>
internal sealed class ErrorGallery(Func<IEntityTracker> newTracker)
{
    // Words shown before and after an error.
    private const int Context = 20;

    private readonly IEntityTracker _gold = newTracker();
    private readonly IEntityTracker _predicted = newTracker();
    private readonly Dictionary<(ErrorKind, string?, string?), ErrorGroup> _groups = [];
    private long _position;

    /// <summary>The groups, the largest first.</summary>
    public IReadOnlyList<ErrorGroup> Groups =>
        [.. _groups.Values.OrderByDescending(g => g.Count).ThenBy(g => g.Kind).ThenBy(g => g.GoldType ?? "", CodePointComparer.Instance).ThenBy(g => g.PredictedType ?? "", CodePointComparer.Instance)];

    public void Add(TaggedSentence sentence, IReadOnlyList<string> predicted)
    {
        long start = _position;
        List<EntitySpan> gold = Spans(_gold, sentence.Gold, start);
        List<EntitySpan> found = Spans(_predicted, predicted, start);
        _position += sentence.Words.Count + 1;
        foreach (EntityError error in EntityError.Of(gold, found))
        {
            ref ErrorGroup? group = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, (error.Kind, error.Gold?.Type, error.Predicted?.Type), out _);
            group ??= new ErrorGroup(error.Kind, error.Gold?.Type, error.Predicted?.Type);
            group.Add(TextOf(sentence, (error.Gold ?? error.Predicted)!.Value), () => Example(sentence, error));
        }
    }

    private static List<EntitySpan> Spans(IEntityTracker tracker, IReadOnlyList<string> tags, long start)
    {
        var spans = new List<EntitySpan>();
        for (int i = 0; i <= tags.Count; i++)
        {
            EntitySpan? ended = i < tags.Count ? tracker.Next(tags[i], start + i) : tracker.EndSentence(start + i);
            if (ended is { } span)
            {
                // An odd tag's entity may begin sentences ago.
                spans.Add(new EntitySpan(span.Type, Math.Max(0, span.First - start), span.Last - start));
            }
        }

        return spans;
    }

    private static string TextOf(TaggedSentence sentence, EntitySpan span) =>
        string.Join(' ', sentence.Words.Skip((int)span.First).Take((int)(span.Last - span.First + 1)));

    private static ErrorExample Example(TaggedSentence sentence, EntityError error)
    {
        EntitySpan[] spans = [.. new[] { error.Gold, error.Predicted }.OfType<EntitySpan>()];
        int from = (int)Math.Max(0, spans.Min(s => s.First) - Context);
        int to = (int)Math.Min(sentence.Words.Count, spans.Max(s => s.Last) + Context + 1);
        (int First, int Last)? Shifted(EntitySpan? span) => span is { } s ? ((int)s.First - from, (int)s.Last - from) : null;
        return new ErrorExample(
            sentence.Place.ToString(),
            [.. sentence.Words.Skip(from).Take(to - from)],
            from > 0,
            to < sentence.Words.Count,
            Shifted(error.Gold),
            Shifted(error.Predicted));
    }
}
