using SparkNer.Hub;

namespace SparkNer.Cli.Running;

/// <summary>The cards (<c>model.json</c>) of the folders in <c>models/</c>.</summary>
internal static class ModelCards
{
    /// <summary>A card's file name.</summary>
    public const string FileName = "model.json";

    /// <summary>The card of the folder of that name, else the card that names that model on the hub; null if there is none.</summary>
    /// <param name="name">The folder's name, or the model's on the hub.</param>
    /// <param name="modelsFolders">Where to look; null for the folders <c>models</c> that there are.</param>
    /// <exception cref="HubException">The card cannot be used.</exception>
    public static ModelCard? Find(string name, IEnumerable<string>? modelsFolders = null)
    {
        string[] folders = [.. modelsFolders ?? ModelPaths.ModelsFolders()];
        if (!name.Contains('/') && folders.Select(f => Path.Combine(f, name, FileName)).FirstOrDefault(File.Exists) is { } path)
        {
            return ModelCard.Read(path);
        }

        return folders.SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal)
            .Select(folder => ModelCard.Read(Path.Combine(folder, FileName)))
            .FirstOrDefault(card => card?.Repository?.Id == name);
    }

    /// <summary>The pin of a card's model: its own, or else the one that the cache keeps for a card that could not be written.</summary>
    public static ModelPin? PinOf(ModelCard card, HubOptions options) =>
        card.Pin ?? (card.Repository is { } repository ? ModelCard.Read(ModelCard.PathInCache(options, repository))?.Pin : null);

    /// <summary>The folder of a model that was pulled, by its name on the hub or the name of its card; null if the name is neither.</summary>
    /// <exception cref="UserErrorException">The name is one of them, but the model is not in the cache.</exception>
    public static string? FindPulled(string name, Func<string, string?> environment)
    {
        try
        {
            string[] parts = name.Split('@', 2);
            ModelCard? card = Find(parts[0]);
            if (card is null && !HubRepository.IsQualifiedName(name))
            {
                return null;
            }

            HubRepository repository = card is null ? HubRepository.Parse(parts[0]) : RepositoryOf(card);
            HubOptions options = HubOptions.FromEnvironment(environment);
            string? revision = parts.Length > 1 ? parts[1] : card is null ? null : PinOf(card, options)?.Commit ?? card.Branch;
            return new HubCache(options.CacheFolder).Find(repository, revision)
                ?? throw new UserErrorException($"the model '{name}' is neither a folder nor in the hub's cache '{options.CacheFolder}'. Fetch it: sparkner model pull {name}");
        }
        catch (HubException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    /// <summary>The model that a card names.</summary>
    /// <exception cref="HubException">It names none.</exception>
    public static HubRepository RepositoryOf(ModelCard card) => card.Repository
        ?? throw new HubException($"'{card.Path}' names no model on the hub ('repo' is null): its card, {Path.Combine(Path.GetDirectoryName(card.Path)!, "README.md")}, says where to get it.");
}
