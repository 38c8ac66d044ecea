namespace SparkNer;

/// <summary>Where the program keeps what it can make again: the user's cache folder, as the XDG base directory specification has it.</summary>
internal static class UserCache
{
    /// <summary>The variable that names the folder itself, before all others.</summary>
    public const string Variable = "SPARKNER_CACHE";

    /// <summary>
    /// <c>$SPARKNER_CACHE</c>, else <c>$XDG_CACHE_HOME/sparkner</c>, else <c>$HOME/.cache/sparkner</c>; null where there is no home. A relative path does not count.
    /// </summary>
    /// <param name="environment">Reads an environment variable.</param>
    public static string? Folder(Func<string, string?> environment)
    {
        if (Rooted(environment(Variable)) is { } own)
        {
            return own;
        }

        string? caches = Rooted(environment("XDG_CACHE_HOME")) ?? (Rooted(environment("HOME")) is { } home ? Path.Combine(home, ".cache") : null);
        return caches is null ? null : Path.Combine(caches, "sparkner");
    }

    private static string? Rooted(string? path) => !string.IsNullOrEmpty(path) && Path.IsPathRooted(path) ? path : null;
}
