using System.Net;
using System.Net.Http.Headers;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Http;

/// <summary>
/// Requests to the hub, each once. Redirects are followed here and not by HttpClient, since the token must reach the hub only and the headers of every answer on
/// the way count.
/// </summary>
internal sealed class HubHttp : IDisposable
{
    private const int MaxRedirects = 10;
    private const int MaxDescriptionBytes = 64 << 20;

    private readonly HubOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    /// <summary>Does not connect yet.</summary>
    /// <param name="options">Where the hub is.</param>
    /// <param name="agent">How the program calls itself, e.g. <c>sparkner/1.0</c>.</param>
    /// <param name="time">Tells what a date in Retry-After is from now.</param>
    public HubHttp(HubOptions options, string agent, TimeProvider time)
    {
        _options = options;
        _time = time;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);

        // The bytes as they are: their number and hash are known.
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    private string Endpoint => _options.Endpoint.AbsoluteUri.TrimEnd('/');

    /// <summary>What the hub says about a revision of a model.</summary>
    public async Task<ModelListing> GetListingAsync(HubRepository repository, string revision, CancellationToken cancellationToken)
    {
        var address = new Uri($"{Endpoint}/api/models/{repository.Id}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
        using var patience = new Patience(_options.MetadataTimeout, cancellationToken);
        return await GuardAsync(address, patience, async () =>
        {
            (HttpResponseMessage response, _) = await SendAsync(HttpMethod.Get, address, null, anywhere: true, patience.Token).ConfigureAwait(false);
            using (response)
            {
                ThrowUnlessOk(response, repository, revision, null);
                await using Stream content = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
                byte[] bytes = await ReadAllAsync(content, patience).ConfigureAwait(false);
                try
                {
                    return ModelListing.Parse(bytes);
                }
                catch (InvalidDataException e)
                {
                    throw new HubException($"{address} does not answer as a hub does: {e.Message}. Check HF_ENDPOINT and the proxy.", e);
                }
            }
        }).ConfigureAwait(false);
    }

    /// <summary>What the hub says about a file, without its content.</summary>
    public async Task<FileHead> GetHeadAsync(HubRepository repository, string commit, string name, CancellationToken cancellationToken)
    {
        Uri address = AddressOf(repository, commit, name);
        using var patience = new Patience(_options.MetadataTimeout, cancellationToken);
        return await GuardAsync(address, patience, async () =>
        {
            // Not beyond the hub: its own answer holds what is to be known.
            (HttpResponseMessage response, FileHead head) = await SendAsync(HttpMethod.Head, address, null, anywhere: false, patience.Token).ConfigureAwait(false);
            using (response)
            {
                if ((int)response.StatusCode is < 300 or >= 400)
                {
                    ThrowUnlessOk(response, repository, commit, name);
                }

                return head;
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Asks for a file's content.</summary>
    /// <param name="repository">The model.</param>
    /// <param name="commit">Its commit.</param>
    /// <param name="name">The file.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="patience">Ends the waiting for the answer; the caller renews it while reading.</param>
    /// <returns>The answer: 200, 206 or 416; anything else is thrown.</returns>
    public async Task<HttpResponseMessage> GetContentAsync(HubRepository repository, string commit, string name, long from, Patience patience)
    {
        Uri address = AddressOf(repository, commit, name);
        return await GuardAsync(address, patience, async () =>
        {
            (HttpResponseMessage response, _) = await SendAsync(HttpMethod.Get, address, from > 0 ? from : null, anywhere: true, patience.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                try
                {
                    ThrowUnlessOk(response, repository, commit, name);
                }
                catch
                {
                    response.Dispose();
                    throw;
                }
            }

            return response;
        }).ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Does a piece of work on the network; what may pass becomes a <see cref="TransientException"/>.</summary>
    public static async Task<T> GuardAsync<T>(Uri address, Patience patience, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (patience.IsSpent)
        {
            throw new TransientException($"{address.Host} did not answer for {patience.Limit.TotalSeconds:0.#} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new TransientException($"The connection to {address.Host} failed: {Reason(e)}.", e);
        }
    }

    private static string Reason(Exception error) => (error.InnerException ?? error).Message.TrimEnd('.');

    private Uri AddressOf(HubRepository repository, string commit, string name) =>
        new($"{Endpoint}/{repository.Id}/resolve/{commit}/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}");

    private async Task<(HttpResponseMessage Response, FileHead Head)> SendAsync(
        HttpMethod method, Uri address, long? from, bool anywhere, CancellationToken cancellationToken)
    {
        var head = new FileHead(null, null, null);
        for (int hops = 0; ; hops++)
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Range = from is { } start ? new RangeHeaderValue(start, null) : null;

            // Who else gets to see the token could use it.
            if (_options.Token is { } token && IsHub(address))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            head = head.With(response, IsHub(address));
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                return (response, head);
            }

            var next = new Uri(address, location);
            if (!anywhere && !IsHub(next))
            {
                return (response, head);
            }

            response.Dispose();
            if (hops == MaxRedirects || next.Scheme is not ("http" or "https") || (address.Scheme == "https" && next.Scheme == "http"))
            {
                throw new HubException($"{address.Host} sends on to {next.GetLeftPart(UriPartial.Authority)}, which is not followed: "
                    + (hops == MaxRedirects ? $"it is the {MaxRedirects + 1}th redirect." : "it is not encrypted, or no address of a file."));
            }

            address = next;
        }
    }

    private bool IsHub(Uri address) => Uri.Compare(address, _options.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private void ThrowUnlessOk(HttpResponseMessage response, HubRepository repository, string revision, string? file)
    {
        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
        {
            return;
        }

        if (HubRetry.MayPass(response.StatusCode))
        {
            throw new TransientException($"{response.RequestMessage?.RequestUri?.Host} answered {(int)response.StatusCode} ({response.StatusCode}).")
            {
                RetryAfter = RetryAfter.Of(response, _time),
            };
        }

        throw HubRefusal.Of(response, _options, repository, revision, file);
    }

    private static async Task<byte[]> ReadAllAsync(Stream content, Patience patience)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false)) > 0;)
        {
            patience.Renew();
            all.Write(buffer, 0, read);
            if (all.Length > MaxDescriptionBytes)
            {
                throw new HubException($"The hub's answer about a model is longer than {MaxDescriptionBytes >> 20} MB. Check HF_ENDPOINT and the proxy.");
            }
        }

        return all.ToArray();
    }
}
