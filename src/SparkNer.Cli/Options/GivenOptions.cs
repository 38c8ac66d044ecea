using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Cli.Options;

/// <summary>The options that were given, by name; read with the defaults of those that were not.</summary>
internal sealed class GivenOptions
{
    private readonly Dictionary<string, GivenOption> _given = new(StringComparer.Ordinal);

    /// <summary>The names given.</summary>
    public IEnumerable<string> Names => _given.Keys;

    /// <summary>Adds an option.</summary>
    /// <exception cref="UsageException">It has been given already.</exception>
    public void Add(string name, GivenOption option)
    {
        if (!_given.TryAdd(name, option))
        {
            string first = _given[name].Where;
            throw new UsageException(first == option.Where ? $"{option.Where} is given twice." : $"{option.Where} and {first} say the same thing: give one of them.");
        }
    }

    /// <summary>These options, and from <paramref name="file"/> those that are not among them.</summary>
    public GivenOptions Over(GivenOptions file)
    {
        var merged = new GivenOptions();
        foreach ((string name, GivenOption option) in file._given.Concat(_given))
        {
            merged._given[name] = option;
        }

        return merged;
    }

    public void Remove(string name) => _given.Remove(name);

    public bool Has(string name) => _given.ContainsKey(name);

    public bool TryGet(string name, [NotNullWhen(true)] out GivenOption? option) => _given.TryGetValue(name, out option);

    public string? Text(string name) => _given.TryGetValue(name, out GivenOption? option) ? (string)option.Value : null;

    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    public int? Integer(string name) => _given.TryGetValue(name, out GivenOption? option) ? (int)option.Value : null;

    public double? Number(string name) => _given.TryGetValue(name, out GivenOption? option) ? (double)option.Value : null;

    public bool? Boolean(string name) => _given.TryGetValue(name, out GivenOption? option) ? (bool)option.Value : null;

    public bool Flag(string name) => Boolean(name) ?? false;

    public IReadOnlyList<string>? List(string name) => _given.TryGetValue(name, out GivenOption? option) ? (IReadOnlyList<string>)option.Value : null;

    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string name) =>
        _given.TryGetValue(name, out GivenOption? option) ? (IReadOnlyList<KeyValuePair<string, string>>)option.Value : [];
}
