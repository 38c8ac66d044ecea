using System.Collections.ObjectModel;
using System.Globalization;

namespace SparkNer.Labels;

/// <summary>The labels of a model by class id, and the scheme they are written in.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LabelSet
{
    private readonly Tag[] _tags;

    /// <summary>Labels in the order of their class ids.</summary>
    /// <param name="names">The labels; not empty.</param>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public LabelSet(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = new ReadOnlyCollection<string>([.. names]);
        if (Names.Count == 0)
        {
            throw new ArgumentException("A model needs at least one label; the list is empty.", nameof(names));
        }

        Scheme = TagPrefixes.Detect(Names);
        Letters = TagPrefixes.LettersOf(Scheme);
        OutsideId = Names.IndexOf(TagPrefixes.Outside);
        _tags = [.. Names.Select(Parse)];
    }

    /// <summary>The labels by class id.</summary>
    public ReadOnlyCollection<string> Names { get; }

    /// <summary>The number of labels.</summary>
    public int Count => Names.Count;

    /// <summary>The class id of <c>O</c>; -1 if there is none.</summary>
    public int OutsideId { get; }

    /// <summary>The scheme, as far as the list tells it.</summary>
    /// <remarks>
    /// A list has a scheme when every label but <c>O</c> is one of the letters B, I, E, S, L, U, a hyphen and a type, or when some type comes with two such
    /// letters; B- or I- must be among them. So <c>product-software</c>, <c>E-mail</c> and <c>LABEL_0</c> make a schemeless list, and a bare <c>B</c> is a type.
    /// A type that comes with E- or S- and another of B, I, E, S makes it IOBES, likewise L- and U- BILOU (of both, the more frequent). I- alone is IO. B- and I- are IOB2 unless a type has I- but no B-, which only IOB1 can have.
    /// An IOB1 list that has both for all types counts as IOB2; it makes no difference, since chunks begin at B-, after O and where the type changes in either scheme.
    /// </remarks>
    public TagScheme Scheme { get; }

    /// <summary>The letters that are prefixes here.</summary>
    internal string Letters { get; }

    /// <summary>Labels from a model's <c>id2label</c>, whose entries may stand in any order.</summary>
    /// <param name="idToLabel">The labels by class id; the ids are 0 to n - 1, as decimal numbers.</param>
    /// <exception cref="ArgumentException">An id is no number, comes twice, or is missing.</exception>
    public static LabelSet FromIdToLabel(IEnumerable<KeyValuePair<string, string>> idToLabel)
    {
        ArgumentNullException.ThrowIfNull(idToLabel);
        KeyValuePair<string, string>[] entries = [.. idToLabel];
        string?[] names = new string?[entries.Length];
        foreach ((string key, string label) in entries)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            {
                throw new ArgumentException($"id2label has the id '{key}', which is no whole number.", nameof(idToLabel));
            }

            if (id >= names.Length)
            {
                throw new ArgumentException($"id2label has {names.Length} labels, so its ids must be 0 to {names.Length - 1}; it has {id}.", nameof(idToLabel));
            }

            if (names[id] is not null)
            {
                throw new ArgumentException($"id2label has the id {id} twice.", nameof(idToLabel));
            }

            names[id] = label ?? throw new ArgumentException($"id2label has no name for the id {id}.", nameof(idToLabel));
        }

        return new LabelSet(names!);
    }

    /// <summary>The label of a class id, taken apart.</summary>
    /// <param name="id">The class id.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public Tag TagOf(int id) => (uint)id < (uint)_tags.Length
        ? _tags[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"There are {_tags.Length} labels.");

    /// <summary>Takes any label apart by this list's scheme.</summary>
    /// <param name="label">The label; it need not be in the list.</param>
    public Tag Parse(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        TagPrefix prefix = TagPrefixes.Of(label, Letters);
        return new Tag(prefix, prefix == TagPrefix.Outside ? "" : label[TagPrefixes.TypeStart(prefix)..]);
    }
}
