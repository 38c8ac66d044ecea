using SparkNer.Evaluation.Seqeval;
using SparkNer.Labels;

namespace SparkNer.Evaluation.Tagging;

/// <summary>A model's labels as tags of a scheme.</summary>
/// <remarks>
/// Labels of that very scheme stay as they are, mistakes too: they are what strict scores are about. Labels of other schemes, or of none, become entities first, where
/// whatever cannot continue an entity begins one. Immutable and thread-safe.
/// </remarks>
/// <param name="labels">The model's labels.</param>
/// <param name="scheme">The scheme of the tags.</param>
public sealed class TagWriter(LabelSet labels, TaggingScheme scheme)
{
    private const string Outside = "O";

    private readonly bool _asTheyAre = (labels.Scheme, scheme) is
        (TagScheme.Iob1, TaggingScheme.Iob1) or (TagScheme.Iob2, TaggingScheme.Iob2) or (TagScheme.Iobes, TaggingScheme.Iobes) or (TagScheme.Bilou, TaggingScheme.Bilou);

    /// <summary>The tags of a sentence.</summary>
    /// <param name="sentence">The label of each word, of the model's or <c>O</c>.</param>
    public IReadOnlyList<string> Write(IReadOnlyList<string> sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (_asTheyAre)
        {
            return sentence;
        }

        List<(string Type, int First, int Last)> entities = Entities(sentence);
        string[] tags = [.. Enumerable.Repeat(Outside, sentence.Count)];
        for (int e = 0; e < entities.Count; e++)
        {
            (string type, int first, int last) = entities[e];
            bool touchesPrevious = e > 0 && entities[e - 1].Type == type && entities[e - 1].Last == first - 1;
            bool touchesNext = e + 1 < entities.Count && entities[e + 1].Type == type && entities[e + 1].First == last + 1;
            for (int i = first; i <= last; i++)
            {
                tags[i] = $"{Letter(i == first, i == last, touchesPrevious, touchesNext)}-{type}";
            }
        }

        return tags;
    }

    private char Letter(bool isFirst, bool isLast, bool touchesPrevious, bool touchesNext) => scheme switch
    {
        TaggingScheme.Iob1 => isFirst && touchesPrevious ? 'B' : 'I',
        TaggingScheme.Iob2 => isFirst ? 'B' : 'I',
        TaggingScheme.Ioe1 => isLast && touchesNext ? 'E' : 'I',
        TaggingScheme.Ioe2 => isLast ? 'E' : 'I',
        TaggingScheme.Iobes => isFirst && isLast ? 'S' : isFirst ? 'B' : isLast ? 'E' : 'I',
        _ => isFirst && isLast ? 'U' : isFirst ? 'B' : isLast ? 'L' : 'I',
    };

    private List<(string Type, int First, int Last)> Entities(IReadOnlyList<string> sentence)
    {
        var entities = new List<(string Type, int First, int Last)>();
        bool open = false;
        for (int i = 0; i < sentence.Count; i++)
        {
            Tag tag = labels.Parse(sentence[i]);
            if (tag.Prefix == TagPrefix.Outside)
            {
                open = false;
                continue;
            }

            bool begins = !open || tag.Prefix is TagPrefix.Begin or TagPrefix.Single || entities[^1].Type != tag.Type;
            if (begins)
            {
                entities.Add((tag.Type, i, i));
            }
            else
            {
                entities[^1] = entities[^1] with { Last = i };
            }

            open = tag.Prefix is not (TagPrefix.End or TagPrefix.Single);
        }

        return entities;
    }
}
