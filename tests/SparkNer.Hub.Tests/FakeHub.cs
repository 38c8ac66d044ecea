using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SparkNer.Hub.Tests;

/// <summary>A hub on this machine, and beside it, under another name, the storage to which it sends for large files.</summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private readonly WebApplication _hub;
    private readonly WebApplication _storage;
    private readonly ConcurrentQueue<FakeRequest> _requests = [];

    private FakeHub()
    {
        _hub = Build(HubAsync);
        _storage = Build(StorageAsync);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => new(_hub.Urls.First());

    /// <summary>The commits, by name of branch, tag or commit.</summary>
    public Dictionary<string, string> Revisions { get; } = [];

    /// <summary>The files by commit and name.</summary>
    public Dictionary<string, Dictionary<string, FakeFile>> Commits { get; } = [];

    /// <summary>Answers before anything else does; true if it did.</summary>
    public Func<HttpContext, FakeRequest, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Whether the list of files says hashes and sizes.</summary>
    public bool ListsHashes { get; set; } = true;

    /// <summary>Whether ranges are honoured.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>The requests for a file's content or headers.</summary>
    public IEnumerable<FakeRequest> RequestsFor(string name) => Requests.Where(r => r.Path.EndsWith("/" + name, StringComparison.Ordinal));

    /// <summary>How often a file's content was asked for, wherever it lies.</summary>
    public int Fetches(string name) => RequestsFor(name).Count(r => r.Method == "GET" && (r.IsStorage || !CurrentFile(name).IsLarge));

    public static async Task<FakeHub> StartAsync()
    {
        var hub = new FakeHub();
        await hub._hub.StartAsync();
        await hub._storage.StartAsync();
        return hub;
    }

    /// <summary>Adds a commit with these files, to which <c>main</c> moves.</summary>
    public string Commit(params (string Name, string Text)[] files)
    {
        string commit = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Select(f => f.Name + f.Text)) + Commits.Count)));
        Commits[commit] = files.ToDictionary(f => f.Name, f => new FakeFile(Encoding.UTF8.GetBytes(f.Text), FakeFile.IsLargeName(f.Name)), StringComparer.Ordinal);
        Revisions["main"] = commit;
        Revisions[commit] = commit;
        return commit;
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static WebApplication Build(RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.Run(answer);
        return application;
    }

    private FakeFile CurrentFile(string name) => Commits.Values.SelectMany(c => c).First(f => f.Key == name).Value;

    private async Task HubAsync(HttpContext context)
    {
        FakeRequest request = Remember(context, storage: false);
        if (await Before(context, request))
        {
            return;
        }

        string[] parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["api", "models", "org", "name", "revision", var encoded])
        {
            await ListAsync(context, Uri.UnescapeDataString(encoded));
        }
        else if (parts is ["org", "name", "resolve", var commit, ..] && Commits.TryGetValue(commit, out Dictionary<string, FakeFile>? files))
        {
            await FileAsync(context, commit, files, string.Join('/', parts[4..]));
        }
        else
        {
            Refuse(context, 404, "RepoNotFound");
        }
    }

    private async Task ListAsync(HttpContext context, string revision)
    {
        if (!Revisions.TryGetValue(revision, out string? commit))
        {
            Refuse(context, 404, "RevisionNotFound");
            return;
        }

        var siblings = Commits[commit].Select(f => !ListsHashes ? (object)new { rfilename = f.Key }
            : f.Value.IsLarge ? new { rfilename = f.Key, size = f.Value.Content.Length, blobId = "0", lfs = new { sha256 = f.Value.Etag, size = f.Value.Content.Length } }
            : new { rfilename = f.Key, size = f.Value.Content.Length, blobId = f.Value.Etag });
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { id = "org/name", sha = commit, gated = false, siblings }));
    }

    private async Task FileAsync(HttpContext context, string commit, Dictionary<string, FakeFile> files, string name)
    {
        context.Response.Headers["X-Repo-Commit"] = commit;
        if (!files.TryGetValue(name, out FakeFile? file))
        {
            Refuse(context, 404, "EntryNotFound");
        }
        else if (file.IsLarge)
        {
            context.Response.Headers["X-Linked-Etag"] = $"\"{file.Etag}\"";
            context.Response.Headers["X-Linked-Size"] = file.Content.Length.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers.ETag = "\"of-the-redirect\"";
            context.Response.Redirect($"{_storage.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/{commit}/{name}?signed=1");
        }
        else if (!context.Request.Query.ContainsKey("cached"))
        {
            // As the hub does for small files: onward, on itself.
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"/org/name/resolve/{commit}/{name}?cached=1";
        }
        else
        {
            context.Response.Headers.ETag = $"W/\"{file.Etag}\"";
            await SendAsync(context, file);
        }
    }

    private async Task StorageAsync(HttpContext context)
    {
        FakeRequest request = Remember(context, storage: true);
        if (await Before(context, request))
        {
            return;
        }

        string[] parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await SendAsync(context, Commits[parts[0]][string.Join('/', parts[1..])]);
    }

    private async Task SendAsync(HttpContext context, FakeFile file)
    {
        int from = 0;
        if (KnowsRanges && context.Request.GetTypedHeaders().Range?.Ranges.First().From is { } start)
        {
            from = (int)start;
            if (from >= file.Content.Length)
            {
                context.Response.StatusCode = 416;
                context.Response.Headers.ContentRange = $"bytes */{file.Content.Length}";
                return;
            }

            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{file.Content.Length - 1}/{file.Content.Length}";
        }

        byte[] bytes = file.Sends();
        context.Response.ContentLength = bytes.Length - from;
        if (context.Request.Method == "HEAD")
        {
            return;
        }

        int end = file.BreaksAt() is { } stop && stop > from && stop < bytes.Length ? stop : bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(from..end));
        if (end < bytes.Length)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    private FakeRequest Remember(HttpContext context, bool storage)
    {
        var request = new FakeRequest(
            context.Request.Method, context.Request.Path.Value!, context.Request.Headers.Authorization.FirstOrDefault(), context.Request.Headers.Range.FirstOrDefault(), storage);
        _requests.Enqueue(request);
        return request;
    }

    public static void Refuse(HttpContext context, int status, string? code = null)
    {
        context.Response.StatusCode = status;
        if (code is not null)
        {
            context.Response.Headers["X-Error-Code"] = code;
        }
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record FakeRequest(string Method, string Path, string? Authorization, string? Range, bool IsStorage);

/// <summary>A file that the hub has.</summary>
internal sealed class FakeFile(byte[] content, bool isLarge)
{
    public byte[] Content { get; } = content;

    public bool IsLarge { get; } = isLarge;

    /// <summary>Its hash as the hub names it: SHA-256 of large files, git's SHA-1 of others.</summary>
    public string Etag { get; } = isLarge
        ? Convert.ToHexStringLower(SHA256.HashData(content))
        : Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));

    /// <summary>What is sent this time.</summary>
    public Func<byte[]> Sends { get; set; } = () => content;

    /// <summary>After which byte the connection breaks this time; null if it does not.</summary>
    public Func<int?> BreaksAt { get; set; } = () => null;

    public static bool IsLargeName(string name) => Path.GetExtension(name) is ".safetensors" or ".bin" or ".onnx" or ".onnx_data" or ".h5" or ".msgpack";
}
