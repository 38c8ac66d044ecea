using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SparkNer;

/// <summary>
/// The string map of an <see cref="Annotation"/>: immutable, small, and in the order in which it was made. Equality is a map's: the order does not count.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class AnnotationMetadata : IReadOnlyDictionary<string, string>, IEquatable<AnnotationMetadata>
{
    /// <summary>No entries.</summary>
    public static AnnotationMetadata Empty { get; } = new([]);

    private readonly KeyValuePair<string, string>[] _entries;

    /// <summary>A map of the given entries, in their order; of two entries with one key the last value stays, at the first one's place.</summary>
    /// <param name="entries">The entries.</param>
    public AnnotationMetadata(IEnumerable<KeyValuePair<string, string>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var list = new List<KeyValuePair<string, string>>();
        foreach (KeyValuePair<string, string> entry in entries)
        {
            int at = list.FindIndex(e => e.Key == entry.Key);
            if (at < 0)
            {
                list.Add(entry);
            }
            else
            {
                list[at] = entry;
            }
        }

        _entries = [.. list];
    }

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _entries.Select(e => e.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _entries.Select(e => e.Value);

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string this[string key] => TryGetValue(key, out string? value)
        ? value
        : throw new KeyNotFoundException($"The annotation's metadata has no key '{key}'; it has {string.Join(", ", Keys)}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        // A dozen entries at most: a scan is faster than a hash.
        foreach (KeyValuePair<string, string> entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(AnnotationMetadata? other) =>
        other is not null && other.Count == Count && _entries.All(e => other.TryGetValue(e.Key, out string? value) && value == e.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AnnotationMetadata);

    /// <inheritdoc/>
    public override int GetHashCode() => _entries.Aggregate(Count, (hash, e) => hash ^ HashCode.Combine(e.Key, e.Value));

    /// <inheritdoc/>
    public override string ToString() => "{" + string.Join(", ", _entries.Select(e => $"{e.Key}: {e.Value}")) + "}";
}
