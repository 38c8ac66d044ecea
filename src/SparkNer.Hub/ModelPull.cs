using Polly;
using SparkNer.Hub.Cache;
using SparkNer.Hub.Http;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub;

/// <summary>
/// Brings models from the hub into the cache. After the hub's first answer everything is asked for by commit, so that a model is never a mixture of two. Small
/// files come first; weights only once it is known that the model can be used.
/// </summary>
public sealed class ModelPull : IDisposable
{
    private readonly HubOptions _options;
    private readonly IPullCheck _check;
    private readonly IPullProgress _progress;
    private readonly HubCache _cache;
    private readonly HubHttp _http;
    private readonly ResiliencePipeline _retry;

    /// <summary>Does not connect yet.</summary>
    /// <param name="options">Where hub and cache are.</param>
    /// <param name="agent">How the program calls itself to the hub, e.g. <c>sparkner/1.0</c>.</param>
    /// <param name="check">Says whether a model can be used.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="time">Measures the waits between tries; timeouts are measured by the system's clock.</param>
    public ModelPull(HubOptions options, string agent, IPullCheck check, IPullProgress progress, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _check = check;
        _progress = progress;
        _cache = new HubCache(options.CacheFolder);
        _http = new HubHttp(options, agent, time ?? TimeProvider.System);
        _retry = HubRetry.Create(options.Retries, time ?? TimeProvider.System, progress.Say);
    }

    /// <summary>Makes sure that a model is in the cache, whole and unchanged.</summary>
    /// <param name="request">The model.</param>
    /// <param name="cancellationToken">Stops it; what has come so far is used the next time.</param>
    /// <exception cref="HubException">It cannot be had, cannot be used, or is not what it should be.</exception>
    public async Task<PulledModel> PullAsync(PullRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        bool pinned = request.Revision is null && request.Pin is not null && !request.Force;
        string revision = HubRepository.CheckRevision(pinned ? request.Pin!.Commit : request.Revision ?? request.Branch);
        try
        {
            PulledModel model = await PullRevisionAsync(request, revision, cancellationToken).ConfigureAwait(false);
            if (pinned || request.Pin?.Commit == model.Commit && !request.Force)
            {
                request.Pin!.Check(model);
            }

            if (pinned)
            {
                await TellIfMovedAsync(request, cancellationToken).ConfigureAwait(false);
            }

            return model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"The cache in '{_cache.Folder}' cannot be read or written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<PulledModel> PullRevisionAsync(PullRequest request, string revision, CancellationToken cancellationToken)
    {
        HubRepository repository = request.Repository;
        var place = new CachedRepository(_cache.Folder, repository);
        if (_options.Offline)
        {
            return await FromCacheAsync(request, revision, cancellationToken).ConfigureAwait(false)
                ?? throw new HubException(request.Force ? "--force fetches from the hub, but HF_HUB_OFFLINE is set." : NotInCache(repository, revision));
        }

        // A commit never changes: if all of it is there, there is nothing to ask.
        if (HubRepository.IsCommit(revision) && await FromCacheAsync(request, revision, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        try
        {
            ModelListing listing = await AskAsync(token => _http.GetListingAsync(repository, revision, token), cancellationToken).ConfigureAwait(false);
            if (HubRepository.IsCommit(revision) && listing.Commit != revision)
            {
                throw new HubException($"{_options.Endpoint.Host} was asked for commit {revision} of '{repository}' and answered with {listing.Commit}. Check HF_ENDPOINT.");
            }

            place.Tag();
            PulledModel model = await new SnapshotPull(_options, _http, AskAsync, new BlobDownload(_http, _retry, _options, _progress), _check, _progress)
                .RunAsync(request, place, listing, cancellationToken).ConfigureAwait(false);

            // Last: until now the revision stood for something whole, perhaps.
            place.WriteRef(revision, listing.Commit);
            return model;
        }
        catch (HubUnreachableException e) when (!request.Force)
        {
            PulledModel cached = await FromCacheAsync(request, revision, cancellationToken).ConfigureAwait(false)
                ?? throw new HubUnreachableException($"{e.Message} {NotInCache(repository, revision)}", e);
            _progress.Say($"{e.Message} Using what the cache has of '{repository}': {cached.Commit}.");
            return cached;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(async token => await ask(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TransientException e)
        {
            string wait = e.RetryAfter is { } time ? $" It asks to wait for {time.TotalMinutes:0} minutes." : "";
            throw new HubUnreachableException($"{e.Message}{wait}", e);
        }
    }

    private async Task<PulledModel?> FromCacheAsync(PullRequest request, string revision, CancellationToken cancellationToken)
    {
        if (request.Force || _cache.Find(request.Repository, revision, request.Weights) is not { } snapshot)
        {
            return null;
        }

        var files = new List<PulledFile>();
        foreach (string name in HubCache.FilesOf(snapshot, request.Weights)!)
        {
            string path = Path.Combine([snapshot, .. name.Split('/')]);

            // The blob's name is its hash; a snapshot without links has none.
            ContentHash? hash = File.ResolveLinkTarget(path, returnFinalTarget: true) is { } blob ? ContentHash.TryParse(blob.Name) : null;
            (long size, string sha256, bool fits) = await BlobFile.ReadAsync(path, hash, cancellationToken).ConfigureAwait(false);
            if (!fits)
            {
                return _options.Offline
                    ? throw new HubException($"'{path}' is damaged: it should have {hash}. Pull the model again without HF_HUB_OFFLINE.")
                    : null;
            }

            files.Add(new PulledFile(name, size, sha256));
        }

        return new PulledModel(request.Repository, Path.GetFileName(snapshot), snapshot, files);
    }

    private string NotInCache(HubRepository repository, string revision) =>
        $"'{repository}' is not in the cache '{_cache.Folder}', or not all of it (revision {revision})"
        + (_options.Offline ? ", and HF_HUB_OFFLINE is set: pull it once without, or copy the cache from a machine that has it." : ".");

    // Only for information: a failure is none.
    private async Task TellIfMovedAsync(PullRequest request, CancellationToken cancellationToken)
    {
        if (_options.Offline)
        {
            return;
        }

        try
        {
            ModelListing now = await _http.GetListingAsync(request.Repository, request.Branch, cancellationToken).ConfigureAwait(false);
            if (now.Commit != request.Pin!.Commit)
            {
                _progress.Say($"'{request.Repository}' has moved on to {now.Commit}; it is pinned to {request.Pin.Commit}, which was taken. --force takes the new one and pins it.");
            }
        }
        catch (Exception e) when (e is TransientException or HubException)
        {
        }
    }
}
