using SparkNer.Hub.Cache;
using SparkNer.Hub.Http;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub;

/// <summary>Fills one snapshot from the hub.</summary>
/// <param name="options">Whether there are links.</param>
/// <param name="http">Asks the hub, once.</param>
/// <param name="ask">Asks with retries.</param>
/// <param name="download">Fetches content.</param>
/// <param name="check">Says whether the model can be used.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class SnapshotPull(
    HubOptions options,
    HubHttp http,
    Func<Func<CancellationToken, Task<FileHead>>, CancellationToken, Task<FileHead>> ask,
    BlobDownload download,
    IPullCheck check,
    IPullProgress progress)
{
    /// <summary>Fetches what is missing of a commit.</summary>
    /// <exception cref="HubException">The model cannot be used, or not be had.</exception>
    public async Task<PulledModel> RunAsync(PullRequest request, CachedRepository place, ModelListing listing, CancellationToken cancellationToken)
    {
        string[] names = [.. listing.Files.Select(f => f.Name)];
        IReadOnlyList<WeightFiles> kinds = Kinds(request, names);
        var files = new List<PulledFile>();
        async Task EnsureAsync(IReadOnlyList<string> wanted)
        {
            RemoteFile[] remote = [.. wanted.Select(name => Listed(request.Repository, listing, name))];
            progress.Expect(remote.Where(f => f.Hash is null || !File.Exists(place.BlobOf(f.Hash.Hex)) || request.Force).Sum(f => f.Size ?? 0));
            foreach (RemoteFile file in remote)
            {
                files.Add(await FetchAsync(request, place, listing, file, cancellationToken).ConfigureAwait(false));
            }
        }

        await EnsureAsync(DescriptionFiles.Of(names)).ConfigureAwait(false);
        WeightFiles weights = Choose(request.Repository, place.SnapshotOf(listing.Commit), kinds);
        IReadOnlyList<string> parts = weights.Main;
        if (weights.Index is { } index)
        {
            await EnsureAsync([index]).ConfigureAwait(false);
            parts = ReadIndex(request.Repository, index, place.PathIn(listing.Commit, index));
        }

        await EnsureAsync(parts).ConfigureAwait(false);
        return new PulledModel(request.Repository, listing.Commit, place.SnapshotOf(listing.Commit), files);
    }

    private static IReadOnlyList<WeightFiles> Kinds(PullRequest request, string[] names)
    {
        if (!names.Contains("config.json"))
        {
            throw new HubException($"'{request.Repository}' has no config.json: it is no model of the transformers library, and cannot be used here.");
        }

        WeightFiles[] kinds = [.. WeightFiles.Of(names).Where(w => request.Weights is null || w.Kind == request.Weights)];
        if (kinds.Length > 0)
        {
            return kinds;
        }

        string[] others = [.. names.Where(n => Path.GetExtension(n) is ".safetensors" or ".onnx" or ".bin" or ".h5" or ".msgpack" or ".ot" or ".gguf" or ".xml" or ".pt")];
        string wanted = request.Weights switch
        {
            WeightKind.Safetensors => "model.safetensors",
            WeightKind.Onnx => "model.onnx or onnx/model.onnx",
            WeightKind.Bin => "pytorch_model.bin",
            _ => "model.safetensors, model.onnx, onnx/model.onnx or pytorch_model.bin",
        };
        throw new HubException($"'{request.Repository}' has no weights that can be used here: there is no {wanted}"
            + (others.Length == 0 ? "." : $", but {string.Join(", ", others.Take(10))}."));
    }

    private WeightFiles Choose(HubRepository repository, string folder, IReadOnlyList<WeightFiles> kinds)
    {
        string? first = null;
        foreach (WeightFiles weights in kinds)
        {
            string? refusal = check.Refuse(folder, weights.Kind);
            if (refusal is null)
            {
                return weights;
            }

            first ??= refusal;
        }

        throw new HubException($"'{repository}' cannot be used; its weights were not fetched. {first}");
    }

    private static IReadOnlyList<string> ReadIndex(HubRepository repository, string name, string path)
    {
        try
        {
            return WeightFiles.ReadIndex(File.ReadAllBytes(path));
        }
        catch (InvalidDataException e)
        {
            throw new HubException($"'{name}' of '{repository}' cannot be used: {e.Message}.", e);
        }
    }

    private static RemoteFile Listed(HubRepository repository, ModelListing listing, string name) =>
        listing.Files.FirstOrDefault(f => f.Name == name)
        ?? throw new HubException($"'{repository}' has no file '{name}' in commit {listing.Commit}, though its index of weights names it.");

    private async Task<PulledFile> FetchAsync(PullRequest request, CachedRepository place, ModelListing listing, RemoteFile file, CancellationToken cancellationToken)
    {
        string path = place.PathIn(listing.Commit, file.Name);
        ContentHash? hash = file.Hash;
        if (!request.Force && hash is not null && await BlobFile.HasAsync(place.BlobOf(hash.Hex), hash, cancellationToken).ConfigureAwait(false))
        {
            LinkUnlessThere(place, listing.Commit, file.Name, hash, path);
        }
        else if (request.Force || hash is null || !await BlobFile.HasAsync(path, hash, cancellationToken).ConfigureAwait(false))
        {
            WantedBlob blob = await HeadAsync(request.Repository, place, listing.Commit, file, cancellationToken).ConfigureAwait(false);
            await download.FetchAsync(place, blob, request.Force, cancellationToken).ConfigureAwait(false);
            place.Link(listing.Commit, file.Name, blob.Hash.Hex, options.WithoutLinks);
            hash = blob.Hash;
        }

        // Checked a moment ago: a gigabyte need not be read again for what its name says.
        if (hash is { IsSha256: true })
        {
            return new PulledFile(file.Name, new FileInfo(place.BlobOf(hash.Hex)) is { Exists: true } there ? there.Length : new FileInfo(path).Length, hash.Hex);
        }

        (long size, string sha256, _) = await BlobFile.ReadAsync(path, null, cancellationToken).ConfigureAwait(false);
        return new PulledFile(file.Name, size, sha256);
    }

    private void LinkUnlessThere(CachedRepository place, string commit, string name, ContentHash hash, string path)
    {
        if (!File.Exists(path) || File.ResolveLinkTarget(path, returnFinalTarget: true) is not { } target || target.Name != hash.Hex)
        {
            place.Link(commit, name, hash.Hex, options.WithoutLinks);
        }
    }

    private async Task<WantedBlob> HeadAsync(HubRepository repository, CachedRepository place, string commit, RemoteFile file, CancellationToken cancellationToken)
    {
        FileHead head;
        try
        {
            head = await ask(token => http.GetHeadAsync(repository, commit, file.Name, token), cancellationToken).ConfigureAwait(false);
        }
        catch (FileMissingException)
        {
            place.WriteMissing(commit, file.Name);
            throw;
        }

        if (head.Commit is not null && head.Commit != commit)
        {
            throw new HubException($"The hub was asked for '{file.Name}' of '{repository}' in commit {commit} and answered with {head.Commit}. Check HF_ENDPOINT.");
        }

        if (head.Hash is not null && file.Hash is not null && head.Hash != file.Hash)
        {
            throw new HubException($"The hub contradicts itself about '{file.Name}' of '{repository}': {file.Hash} in the list, {head.Hash} for the file. Try again later.");
        }

        ContentHash hash = head.Hash ?? file.Hash
            ?? throw new HubException($"The hub says no hash of '{file.Name}' of '{repository}', so it could not be checked. Check HF_ENDPOINT and the proxy.");
        long size = head.Size ?? file.Size
            ?? throw new HubException($"The hub does not say how long '{file.Name}' of '{repository}' is. Check HF_ENDPOINT and the proxy.");
        return new WantedBlob(repository, commit, file.Name, hash, size);
    }
}
