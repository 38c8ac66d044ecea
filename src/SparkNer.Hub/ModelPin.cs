namespace SparkNer.Hub;

/// <summary>The commit of a model that was pulled once, and what its files hashed to: it is to stay the same.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Sha256">The SHA-256 by file name, of those files that were pulled.</param>
public sealed record ModelPin(string Commit, IReadOnlyDictionary<string, string> Sha256)
{
    /// <summary>The pin of a pulled model.</summary>
    public static ModelPin Of(PulledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelPin(model.Commit, model.Files.ToDictionary(f => f.Name, f => f.Sha256, StringComparer.Ordinal));
    }

    /// <summary>Checks a model against this pin.</summary>
    /// <exception cref="HubException">A file differs.</exception>
    internal void Check(PulledModel model)
    {
        foreach (PulledFile file in model.Files)
        {
            if (Sha256.TryGetValue(file.Name, out string? pinned) && pinned != file.Sha256)
            {
                throw new HubException($"'{file.Name}' of '{model.Repository}' is not the pinned one: its SHA-256 is {file.Sha256}, pinned is {pinned}. "
                    + "Don't use it unless you know why; --force pins what is there now.");
            }
        }
    }
}
