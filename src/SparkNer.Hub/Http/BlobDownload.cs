using System.Net;
using Polly;
using SparkNer.Hub.Cache;
using SparkNer.Hub.Selection;

namespace SparkNer.Hub.Http;

/// <summary>Fetches files into <c>blobs/</c>: under a lock, from where an earlier transfer broke off, checked before they get their names.</summary>
/// <param name="http">Asks the hub.</param>
/// <param name="retry">Says what is tried again.</param>
/// <param name="options">Timeouts.</param>
/// <param name="progress">Hears about bytes and waits.</param>
internal sealed class BlobDownload(HubHttp http, ResiliencePipeline retry, HubOptions options, IPullProgress progress)
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Makes sure that a blob is there, whole.</summary>
    /// <param name="place">The model's part of the cache.</param>
    /// <param name="blob">What to fetch.</param>
    /// <param name="force">Whether to fetch it though it is there.</param>
    /// <param name="cancellationToken">Stops it; what has come so far stays, for another time.</param>
    public async Task FetchAsync(CachedRepository place, WantedBlob blob, bool force, CancellationToken cancellationToken)
    {
        string path = place.BlobOf(blob.Hash.Hex);
        using IDisposable held = await BlobLock.TakeAsync(
            place.LockOf(blob.Hash.Hex), () => progress.Say($"Another program is fetching '{blob.Name}': waiting for it."), cancellationToken).ConfigureAwait(false);

        // Another program may have been faster.
        if (!force && await BlobFile.HasAsync(path, blob.Hash, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string incomplete = path + ".incomplete";
        if (force)
        {
            File.Delete(incomplete);
        }

        CheckSpace(incomplete, blob);
        for (bool again = false; ; again = true)
        {
            await TransferAsync(incomplete, blob, cancellationToken).ConfigureAwait(false);
            (long size, string sha256, bool fits) = await BlobFile.ReadAsync(incomplete, blob.Hash, cancellationToken).ConfigureAwait(false);
            if (fits)
            {
                File.Move(incomplete, path, overwrite: true);
                return;
            }

            File.Delete(incomplete);
            progress.Receive(blob.Name, -size);
            if (again)
            {
                throw new HubException($"'{blob.Name}' of '{blob.Repository}' came damaged twice: it should have {blob.Hash}, and its SHA-256 is {sha256}. "
                    + "Nothing of it was kept. Something on the way changes files: check the proxy and HF_ENDPOINT, or try again later.");
            }

            progress.Say($"'{blob.Name}' came damaged: fetching it again.");
        }
    }

    // As long as bytes come, a bad connection is worth another round of tries.
    private async Task TransferAsync(string incomplete, WantedBlob blob, CancellationToken cancellationToken)
    {
        if (LengthOf(incomplete) is > 0 and var kept && kept <= blob.Size)
        {
            progress.Receive(blob.Name, kept);
        }

        for (; ; )
        {
            long before = LengthOf(incomplete);
            try
            {
                await retry.ExecuteAsync(async token => await TransferOnceAsync(incomplete, blob, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TransientException e) when (e.RetryAfter is null && LengthOf(incomplete) > before)
            {
            }
            catch (TransientException e)
            {
                throw new HubUnreachableException(
                    $"'{blob.Name}' of '{blob.Repository}' could not be fetched. {e.Message} What has come so far stays: pull again to go on from there.", e);
            }
        }
    }

    private async Task TransferOnceAsync(string incomplete, WantedBlob blob, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(incomplete, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (file.Length > blob.Size)
        {
            file.SetLength(0);
        }

        long from = file.Length;
        if (from == blob.Size)
        {
            return;
        }

        file.Position = from;
        using var patience = new Patience(options.DownloadTimeout, cancellationToken);
        using HttpResponseMessage response = await http.GetContentAsync(blob.Repository, blob.Commit, blob.Name, from, patience).ConfigureAwait(false);
        bool goesOn = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange is { } range
            && range.From == from && (range.Length ?? blob.Size) == blob.Size;
        if (!goesOn && from > 0)
        {
            // The server knows no ranges (200), or has another file than we have (416).
            file.SetLength(0);
            progress.Receive(blob.Name, -from);
        }

        if (!goesOn && response.StatusCode != HttpStatusCode.OK)
        {
            throw new TransientException($"The server cannot go on with '{blob.Name}' from byte {from} ({(int)response.StatusCode}): starting anew.");
        }

        await CopyAsync(response, file, blob, patience).ConfigureAwait(false);
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, WantedBlob blob, Patience patience)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        await using Stream content = await HubHttp.GuardAsync(address, patience, () => response.Content.ReadAsStreamAsync(patience.Token)).ConfigureAwait(false);
        byte[] buffer = new byte[BufferBytes];
        for (; ; )
        {
            patience.Renew();
            int read = await HubHttp.GuardAsync(address, patience, async () => await content.ReadAsync(buffer, patience.Token).ConfigureAwait(false)).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            if (file.Position + read > blob.Size)
            {
                throw new HubException($"{address.Host} sends more of '{blob.Name}' than the {blob.Size} bytes that it has. Check HF_ENDPOINT and the proxy.");
            }

            await WriteAsync(file, buffer.AsMemory(0, read), blob).ConfigureAwait(false);
            progress.Receive(blob.Name, read);
        }

        if (file.Position < blob.Size)
        {
            throw new TransientException($"The connection to {address.Host} ended after {file.Position} of {blob.Size} bytes of '{blob.Name}'.");
        }

        // The name says that it is whole, also after a power cut.
        file.Flush(flushToDisk: true);
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, WantedBlob blob)
    {
        try
        {
            await file.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new HubException($"'{blob.Name}' cannot be written to '{file.Name}': {e.Message} Make room, or name another folder with HF_HUB_CACHE or --cache-dir.", e);
        }
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static void CheckSpace(string incomplete, WantedBlob blob)
    {
        long needed = blob.Size - Math.Min(blob.Size, LengthOf(incomplete));
        long free;
        try
        {
            free = new DriveInfo(Path.GetDirectoryName(incomplete)!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // Nobody knows: the writing will tell.
            return;
        }

        if (needed > free)
        {
            throw new HubException($"'{blob.Name}' needs {needed >> 20} MB, but there are only {free >> 20} MB in '{Path.GetDirectoryName(incomplete)}'. "
                + "Make room, or name another folder with HF_HUB_CACHE or --cache-dir.");
        }
    }
}
