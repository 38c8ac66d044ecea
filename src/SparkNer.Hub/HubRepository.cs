using System.Text.RegularExpressions;

namespace SparkNer.Hub;

/// <summary>A model's name on the hub: <c>org/name</c>, or a bare name as some old ones have.</summary>
public sealed partial record HubRepository
{
    /// <summary>The revision that is meant where none is named.</summary>
    public const string DefaultRevision = "main";

    private const int MaxIdLength = 96;
    private const int MaxRevisionLength = 255;

    private HubRepository(string id) => Id = id;

    /// <summary>The name, as the hub spells it.</summary>
    public string Id { get; }

    /// <summary>The name of the folder that holds it in a cache.</summary>
    public string FolderName => "models--" + Id.Replace("/", "--", StringComparison.Ordinal);

    /// <summary>Whether a text can be a model's name with an organization: what tells it from a mistyped path.</summary>
    public static bool IsQualifiedName(string text) => text.Contains('/') && IsValid(text.Split('@', 2)[0]);

    /// <summary>A model's name.</summary>
    /// <exception cref="HubException">It is none.</exception>
    public static HubRepository Parse(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsValid(id)
            ? new HubRepository(id)
            : throw new HubException($"'{id}' is no model's name on the hub: that is ORG/NAME of letters, digits, '-', '_' and '.', at most {MaxIdLength} characters.");
    }

    /// <summary>A model's name with or without <c>@revision</c>.</summary>
    /// <returns>The model, and the revision; null if none is named.</returns>
    /// <exception cref="HubException">It is none.</exception>
    public static (HubRepository Repository, string? Revision) ParseWithRevision(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('@', 2);
        HubRepository repository = Parse(parts[0]);
        return (repository, parts.Length == 1 ? null : CheckRevision(parts[1]));
    }

    /// <summary>Whether a revision is a whole commit's hash, which never means anything else.</summary>
    public static bool IsCommit(string revision) => CommitPattern().IsMatch(revision);

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>Returns the revision if it can be one: it becomes part of a path and of an address.</summary>
    /// <exception cref="HubException">It cannot.</exception>
    internal static string CheckRevision(string revision)
    {
        // Git's own rules for the names of branches and tags, as far as they matter here.
        bool fine = revision.Length is > 0 and <= MaxRevisionLength
            && !revision.Any(c => char.IsControl(c) || c is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\')
            && !revision.Contains("..", StringComparison.Ordinal)
            && revision.Split('/').All(part => part.Length > 0 && part[0] != '.');
        return fine ? revision : throw new HubException($"'{revision}' is no revision: give a branch, a tag or a commit.");
    }

    private static bool IsValid(string id) =>
        id.Length <= MaxIdLength && IdPattern().IsMatch(id) && !id.Contains("--", StringComparison.Ordinal) && !id.Contains("..", StringComparison.Ordinal)
        && !id.EndsWith(".git", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?(/[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?)?\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex CommitPattern();
}
