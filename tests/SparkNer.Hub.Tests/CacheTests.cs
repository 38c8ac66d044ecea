namespace SparkNer.Hub.Tests;

public sealed class CacheTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public async Task What_huggingface_hub_has_fetched_is_used_without_network()
    {
        await using HubRun run = await HubRun.StartAsync();
        Fill(run, HubRun.Model);
        run.Options = run.Options with { Offline = true };
        PulledModel model = await run.PullAsync();
        Assert.Equal(Commit, model.Commit);
        Assert.Equal(["config.json", "tokenizer.json", "vocab.txt", "model.safetensors"], model.Files.Select(f => f.Name));
        Assert.Empty(run.Hub.Requests);
    }

    [Fact]
    public async Task A_commit_that_is_there_needs_no_network()
    {
        await using HubRun run = await HubRun.StartAsync();
        Fill(run, HubRun.Model);
        await run.PullAsync(Commit);
        Assert.Empty(run.Hub.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("v9")]
    public async Task Offline_what_is_missing_is_named(string? revision)
    {
        await using HubRun run = await HubRun.StartAsync();
        if (revision is not null)
        {
            Fill(run, HubRun.Model);
        }

        run.Options = run.Options with { Offline = true };
        string message = await run.FailAsync(revision);
        Assert.Contains($"'org/name' is not in the cache '{run.Cache}'", message, StringComparison.Ordinal);
        Assert.Contains("HF_HUB_OFFLINE", message, StringComparison.Ordinal);
        Assert.Empty(run.Hub.Requests);
    }

    [Fact]
    public async Task Offline_a_snapshot_without_weights_is_no_model()
    {
        await using HubRun run = await HubRun.StartAsync();
        Fill(run, [.. HubRun.Model.Where(f => f.Name != "model.safetensors")]);
        run.Options = run.Options with { Offline = true };
        Assert.Contains("or not all of it", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_a_damaged_file_is_an_error()
    {
        await using HubRun run = await HubRun.StartAsync();
        Fill(run, HubRun.Model);
        string blob = new FileInfo(Path.Combine(run.ModelFolder, "snapshots", Commit, "config.json")).ResolveLinkTarget(true)!.FullName;
        File.WriteAllText(blob, "{ }");
        run.Options = run.Options with { Offline = true };
        Assert.Contains("config.json' is damaged", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_that_cannot_be_reached_leaves_what_the_cache_has()
    {
        await using HubRun run = await HubRun.StartAsync();
        Fill(run, HubRun.Model);
        run.Hub.Before = (context, _) =>
        {
            FakeHub.Refuse(context, 503);
            return Task.FromResult(true);
        };
        PulledModel model = await run.PullAsync();
        Assert.Equal(Commit, model.Commit);
        Assert.Contains("Using what the cache has", run.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_is_there_is_linked_and_not_fetched()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        Fill(run, HubRun.Model);
        PulledModel model = await run.PullAsync();
        Assert.NotEqual(Commit, model.Commit);
        Assert.Single(run.Hub.Requests);
    }

    [Fact]
    public async Task A_pinned_model_stays_and_it_is_said_when_the_hub_has_moved_on()
    {
        await using HubRun run = await HubRun.StartAsync();
        string old = run.Hub.Commit(HubRun.Model);
        ModelPin pin = ModelPin.Of(await run.PullAsync());
        string now = run.Hub.Commit([.. HubRun.Model.Select(f => (f.Name, f.Text + " "))]);
        PulledModel kept = await run.PullAsync(new PullRequest(run.Repository) { Pin = pin });
        Assert.Equal(old, kept.Commit);
        Assert.Contains($"has moved on to {now}", Assert.Single(run.Said), StringComparison.Ordinal);
        Assert.Equal(now, (await run.PullAsync(new PullRequest(run.Repository) { Pin = pin, Force = true })).Commit);
    }

    [Fact]
    public async Task A_file_that_is_not_the_pinned_one_is_refused()
    {
        await using HubRun run = await HubRun.StartAsync();
        string commit = run.Hub.Commit(HubRun.Model);
        var pin = new ModelPin(commit, new Dictionary<string, string> { ["config.json"] = new string('0', 64) });
        HubException error = await Assert.ThrowsAsync<HubException>(() => run.PullAsync(new PullRequest(run.Repository) { Pin = pin }));
        Assert.Contains("'config.json' of 'org/name' is not the pinned one", error.Message, StringComparison.Ordinal);
    }

    // As huggingface_hub leaves it: blobs, links, a ref.
    private static void Fill(HubRun run, (string Name, string Text)[] files)
    {
        string snapshot = Path.Combine(run.ModelFolder, "snapshots", Commit);
        Directory.CreateDirectory(snapshot);
        Directory.CreateDirectory(Path.Combine(run.ModelFolder, "blobs"));
        Directory.CreateDirectory(Path.Combine(run.ModelFolder, "refs"));
        File.WriteAllText(Path.Combine(run.ModelFolder, "refs", "main"), Commit);
        foreach ((string name, string text) in files)
        {
            var file = new FakeFile(System.Text.Encoding.UTF8.GetBytes(text), FakeFile.IsLargeName(name));
            File.WriteAllBytes(Path.Combine(run.ModelFolder, "blobs", file.Etag), file.Content);
            File.CreateSymbolicLink(Path.Combine(snapshot, name), "../../blobs/" + file.Etag);
        }
    }
}
