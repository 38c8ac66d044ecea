using System.Text.Json;
using System.Text.Json.Nodes;

namespace SparkNer.Hub;

/// <summary>A file <c>model.json</c>: where a model comes from, and once it has been pulled the commit and hashes that it is to keep.</summary>
public sealed class ModelCard
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _json;

    private ModelCard(string path, JsonObject json, HubRepository? repository, string branch, ModelPin? pin) =>
        (Path, _json, Repository, Branch, Pin) = (path, json, repository, branch, pin);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The model on the hub; null if it is not there, or nobody knows under which name.</summary>
    public HubRepository? Repository { get; }

    /// <summary>The branch or tag that is pulled first; <c>main</c> where the file names none.</summary>
    public string Branch { get; }

    /// <summary>What was pulled first; null until then.</summary>
    public ModelPin? Pin { get; }

    /// <summary>Reads a file.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="HubException">It cannot be read, or says what cannot be.</exception>
    public static ModelCard? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject json ? Of(path, json) : throw new InvalidDataException("it is no JSON object");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or InvalidOperationException or HubException)
        {
            throw new HubException($"'{path}' cannot be used: {e.Message.TrimEnd('.')}. Mend it, or set its revision and hashes to null to pin anew.", e);
        }
    }

    /// <summary>Where a model's pin goes that has no writable card: into the model's part of the cache.</summary>
    public static string PathInCache(HubOptions options, HubRepository repository)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(repository);
        return System.IO.Path.Combine(options.CacheFolder, repository.FolderName, "sparkner.json");
    }

    /// <summary>A card with nothing but a name, for <see cref="PathInCache"/>.</summary>
    public static ModelCard Empty(string path, HubRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return new ModelCard(path, new JsonObject { ["repo"] = repository.Id }, repository, HubRepository.DefaultRevision, null);
    }

    /// <summary>Writes a pin into the file, and leaves the rest of it as it is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(ModelPin pin)
    {
        ArgumentNullException.ThrowIfNull(pin);

        // A rename would pass over the mark.
        if (new FileInfo(Path) is { Exists: true, IsReadOnly: true })
        {
            throw new UnauthorizedAccessException($"'{Path}' is marked as read-only.");
        }

        var json = (JsonObject)_json.DeepClone();
        json["revision"] = pin.Commit;
        var files = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (JsonNode? entry in json["files"] as JsonArray ?? [])
        {
            files[(string)entry!["name"]!] = null;
        }

        foreach ((string name, string sha256) in pin.Sha256)
        {
            files[name] = sha256;
        }

        json["files"] = new JsonArray([.. files.Select(f => new JsonObject { ["name"] = f.Key, ["sha256"] = f.Value })]);
        string temporary = $"{Path}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(temporary, json.ToJsonString(_indented) + "\n");
        File.Move(temporary, Path, overwrite: true);
    }

    private static ModelCard Of(string path, JsonObject json)
    {
        string? repository = Text(json, "repo");
        string? revision = Text(json, "revision");
        if (revision is not null && !HubRepository.IsCommit(revision))
        {
            throw new InvalidDataException($"its revision '{revision}' is no commit of 40 digits");
        }

        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonNode? entry in json["files"] as JsonArray ?? [])
        {
            if (entry is not JsonObject file || Text(file, "name") is not { } name)
            {
                throw new InvalidDataException("an entry of its files has no name");
            }

            if (Text(file, "sha256") is { } sha256)
            {
                hashes[name] = sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit)
                    ? sha256.ToLowerInvariant()
                    : throw new InvalidDataException($"the sha256 of '{name}' is none");
            }
        }

        return new ModelCard(
            path,
            json,
            repository is null ? null : HubRepository.Parse(repository),
            HubRepository.CheckRevision(Text(json, "branch") ?? HubRepository.DefaultRevision),
            revision is null ? null : new ModelPin(revision, hashes));
    }

    private static string? Text(JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        _ => throw new InvalidDataException($"its '{name}' is neither text nor null"),
    };
}
