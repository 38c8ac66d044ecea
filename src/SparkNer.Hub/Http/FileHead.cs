using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Http;

/// <summary>What the hub's headers say about a file.</summary>
/// <param name="Hash">What its content hashes to, if they say so.</param>
/// <param name="Size">Its size in bytes, if they say so.</param>
/// <param name="Commit">The commit it is from, if they say so.</param>
internal sealed record FileHead(ContentHash? Hash, long? Size, string? Commit)
{
    /// <summary>This, and what one more answer on the way says.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="fromHub">Whether it is the hub's own; others know nothing of its hashes.</param>
    public FileHead With(HttpResponseMessage response, bool fromHub)
    {
        if (!fromHub)
        {
            return this;
        }

        // X-Linked-...: of the large file that a small one stands for. The bare ones are a redirect's own where it is one.
        bool isContent = response.IsSuccessStatusCode;
        ContentHash? hash = ContentHash.TryParse(Header(response, "X-Linked-Etag")) ?? (isContent ? ContentHash.TryParse(Header(response, "ETag")) : null);
        long? size = long.TryParse(Header(response, "X-Linked-Size"), out long linked) && linked >= 0 ? linked : isContent ? response.Content.Headers.ContentLength : null;
        return new FileHead(hash ?? Hash, size ?? Size, Header(response, "X-Repo-Commit") ?? Commit);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out System.Net.Http.Headers.HeaderStringValues values) ? values.ToString() : null;
}
