namespace SparkNer.Evaluation;

/// <summary>Renames types in tags, and leaves out those that are not to count. The same is done to right and predicted tags.</summary>
/// <remarks>
/// A tag's type is what follows its first hyphen; of a tag without a hyphen the tag itself. Renaming touches nothing but the type: <c>I-group</c> becomes
/// <c>I-ORG</c>. A type that is left out becomes <c>O</c>. Immutable and thread-safe.
/// </remarks>
public sealed class TypeFilter
{
    private const string Outside = "O";

    private readonly Dictionary<string, string> _names;
    private readonly HashSet<string>? _types;

    /// <summary>A filter.</summary>
    /// <param name="names">New names by type; an empty one, or <c>O</c>, leaves the type out. Types that are not in it keep their names. Null: all do.</param>
    /// <param name="types">The only types that count, by their new names; null: all.</param>
    public TypeFilter(IEnumerable<KeyValuePair<string, string>>? names = null, IEnumerable<string>? types = null)
    {
        _names = new Dictionary<string, string>(names ?? [], StringComparer.Ordinal);
        _types = types is null ? null : new HashSet<string>(types, StringComparer.Ordinal);
    }

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => _names.Count == 0 && _types is null;

    /// <summary>A sentence with its tags renamed.</summary>
    /// <param name="sentence">The sentence.</param>
    public TaggedSentence Apply(TaggedSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return IsEmpty ? sentence : sentence with { Gold = Apply(sentence.Gold), Predictions = [.. sentence.Predictions.Select(Apply)] };
    }

    /// <summary>A tag renamed.</summary>
    /// <param name="tag">The tag.</param>
    public string Apply(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        if (tag == Outside)
        {
            return tag;
        }

        int begin = tag.IndexOf('-', StringComparison.Ordinal) + 1;
        string type = tag[begin..];
        if (_names.TryGetValue(type, out string? name))
        {
            if (name is "" or Outside)
            {
                return Outside;
            }

            (type, tag) = (name, string.Concat(tag.AsSpan(0, begin), name));
        }

        return _types is null || _types.Contains(type) ? tag : Outside;
    }

    internal IReadOnlyList<string> Apply(IReadOnlyList<string> tags) => [.. tags.Select(Apply)];
}
