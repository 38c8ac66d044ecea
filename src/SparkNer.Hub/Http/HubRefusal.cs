using System.Net;

namespace SparkNer.Hub.Http;

/// <summary>What the hub's refusals mean, in words that say what to do.</summary>
internal static class HubRefusal
{
    /// <summary>The error for an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="options">Where it comes from, and whether a token was sent.</param>
    /// <param name="repository">The model.</param>
    /// <param name="revision">The revision that was asked for.</param>
    /// <param name="file">The file that was asked for; null for the model itself.</param>
    public static HubException Of(HttpResponseMessage response, HubOptions options, HubRepository repository, string revision, string? file)
    {
        string page = $"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{repository.Id}";
        bool hasToken = options.Token is not null;
        string token = hasToken ? "The token that was sent (HF_TOKEN or the token file) does not allow it." : "Set HF_TOKEN to a token of your account, or log in with 'hf auth login'.";
        string code = response.Headers.TryGetValues("X-Error-Code", out IEnumerable<string>? values) ? values.First() : "";
        string message = (code, (int)response.StatusCode) switch
        {
            ("GatedRepo", _) => $"'{repository}' is gated: its authors want their terms accepted first. Do so at {page}. {token}",
            ("RevisionNotFound", _) => $"'{repository}' has no revision '{revision}'. Its branches and tags stand at {page}/tree/main.",
            ("EntryNotFound", _) when file is not null => $"'{repository}' has no file '{file}' in revision {revision}.",
            ("RepoNotFound", _) or (_, 401 or 404) when file is null => $"There is no model '{repository}' at {page}, or it is private. Check the spelling. {token}",
            (_, 401) => $"{page} wants to know who asks for '{file}'. {token}",
            (_, 403) => $"{page} refuses {(file is null ? "access" : $"'{file}'")}: {Message(response)} {(hasToken ? "Check that the token may read this model, and that its terms are accepted." : token)}",
            (_, 404) => $"'{repository}' has no file '{file}' in revision {revision}.",
            _ => $"{page} answered {(int)response.StatusCode} ({response.StatusCode}){(file is null ? "" : $" for '{file}'")}. {Message(response)} Check HF_ENDPOINT and the proxy.",
        };
        return file is not null && (code == "EntryNotFound" || response.StatusCode == HttpStatusCode.NotFound) ? new FileMissingException(message) : new HubException(message);
    }

    private static string Message(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-Error-Message", out IEnumerable<string>? values) && values.First() is { Length: > 0 and < 500 } text ? text.TrimEnd('.') + "."
        : response.StatusCode == HttpStatusCode.Forbidden ? "it gives no reason." : "";
}
