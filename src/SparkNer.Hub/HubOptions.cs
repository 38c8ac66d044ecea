using System.Globalization;

namespace SparkNer.Hub;

/// <summary>Where the hub and the cache are, and how to reach them.</summary>
public sealed record HubOptions
{
    /// <summary>The hub, without a slash at the end.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>The cache's folder, laid out as huggingface_hub does; it need not exist.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>What proves who asks; null for nobody in particular. Sent to <see cref="Endpoint"/> only.</summary>
    public string? Token { get; init; }

    /// <summary>Whether to use the cache only.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether snapshots hold files instead of links to <c>blobs/</c>.</summary>
    public bool WithoutLinks { get; init; }

    /// <summary>How long to wait for an answer about a model or file.</summary>
    public TimeSpan MetadataTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for the next bytes of a file.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to try again what may pass: no answer, too many requests, an error of the server's, a broken transfer without a byte of progress.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The options that environment variables give, by the rules of huggingface_hub: HF_ENDPOINT, HF_HUB_CACHE, HF_HOME, HF_TOKEN ...</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="HubException">A variable has a value that it cannot have.</exception>
    public static HubOptions FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? Get(string name) => variable(name) is { } value && value.Trim() is { Length: > 0 } text ? text : null;
        string home = HomeFolder(Get);
        var defaults = new HubOptions { CacheFolder = "" };
        return new HubOptions
        {
            Endpoint = Get("HF_ENDPOINT") is { } endpoint ? ParseEndpoint(endpoint) : defaults.Endpoint,
            CacheFolder = Full(Get("HF_HUB_CACHE") ?? Get("HUGGINGFACE_HUB_CACHE"), Get) ?? Path.Combine(home, "hub"),
            Token = IsTrue(Get("HF_HUB_DISABLE_IMPLICIT_TOKEN")) ? null : TokenOf(Get, home),
            Offline = IsTrue(Get("HF_HUB_OFFLINE")) || IsTrue(Get("TRANSFORMERS_OFFLINE")),
            WithoutLinks = IsTrue(Get("HF_HUB_DISABLE_SYMLINKS")),
            MetadataTimeout = Seconds(Get, "HF_HUB_ETAG_TIMEOUT") ?? defaults.MetadataTimeout,
            DownloadTimeout = Seconds(Get, "HF_HUB_DOWNLOAD_TIMEOUT") ?? defaults.DownloadTimeout,
        };
    }

    // The compiler's own would print the token.
    /// <inheritdoc/>
    public override string ToString() => $"{Endpoint} {CacheFolder}";

    private static string HomeFolder(Func<string, string?> get) =>
        Full(get("HF_HOME"), get) ?? Path.Combine(Full(get("XDG_CACHE_HOME"), get) ?? Path.Combine(UserFolder(get), ".cache"), "huggingface");

    private static string? Full(string? path, Func<string, string?> get) =>
        path is null ? null : Path.GetFullPath(path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? UserFolder(get) + path[1..] : path);

    private static string UserFolder(Func<string, string?> get) => get("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string? TokenOf(Func<string, string?> get, string home)
    {
        if ((get("HF_TOKEN") ?? get("HUGGING_FACE_HUB_TOKEN")) is { } given)
        {
            return CheckToken(given, "HF_TOKEN");
        }

        string path = Full(get("HF_TOKEN_PATH"), get) ?? Path.Combine(home, "token");
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } token ? CheckToken(token, path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"The hub's token in '{path}' cannot be read: {e.Message}", e);
        }
    }

    // It becomes a header, and an error of the header's would print it.
    private static string CheckToken(string token, string where) => token.All(c => c is > ' ' and < '\x7f')
        ? token
        : throw new HubException($"{where} holds no token: it has spaces or characters that a token cannot have.");

    private static Uri ParseEndpoint(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.Query.Length + uri.Fragment.Length + uri.UserInfo.Length == 0
            ? uri
            : throw new HubException($"HF_ENDPOINT is '{text}': it must be an address such as https://huggingface.co, without user, '?' and '#'.");

    private static bool IsTrue(string? value) => value?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE";

    private static TimeSpan? Seconds(Func<string, string?> get, string name)
    {
        if (get(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= 86_400
            ? TimeSpan.FromSeconds(seconds)
            : throw new HubException($"{name} is '{text}': it must be a number of seconds, more than 0.");
    }
}
