using Microsoft.AspNetCore.Http;

namespace SparkNer.Hub.Tests;

public sealed class TroubleTests
{
    private const string Weights = "model.safetensors";

    [Theory]
    [InlineData(401, null, "Check the spelling. Set HF_TOKEN")]
    [InlineData(404, "RepoNotFound", "There is no model 'org/name'")]
    [InlineData(403, null, "refuses access")]
    [InlineData(403, "GatedRepo", "is gated: its authors want their terms accepted first")]
    public async Task A_refused_model_says_what_to_do(int status, string? code, string expected)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Hub.Before = Answering("/revision/main", context => FakeHub.Refuse(context, status, code));
        string message = await run.FailAsync();
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Single(run.Hub.Requests);
        Assert.Empty(run.Time.Waits);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_gated_models_files_are_refused_with_the_place_to_accept_its_terms(int status)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Options = run.Options with { Token = "hf_secret" };
        run.Hub.Before = Answering("/config.json", context => FakeHub.Refuse(context, status, "GatedRepo"));
        string message = await run.FailAsync();
        Assert.Contains($"Do so at {run.Hub.Address.AbsoluteUri}org/name. The token that was sent", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_does_not_exist_is_named()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        Assert.Contains("has no revision 'v9'", await run.FailAsync("v9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_file_that_is_gone_is_named_and_remembered()
    {
        await using HubRun run = await HubRun.StartAsync();
        string commit = run.Hub.Commit(HubRun.Model);
        run.Hub.Before = Answering("/vocab.txt", context => FakeHub.Refuse(context, 404, "EntryNotFound"));
        Assert.Contains("has no file 'vocab.txt'", await run.FailAsync(), StringComparison.Ordinal);
        Assert.Contains($".no_exist/{commit}/vocab.txt", run.Files());
    }

    [Fact]
    public async Task Too_many_requests_wait_as_long_as_the_server_asks()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Hub.Before = Once("/revision/main", context =>
        {
            context.Response.Headers.RetryAfter = "17";
            FakeHub.Refuse(context, 429);
        });
        await run.PullAsync();
        Assert.Equal([TimeSpan.FromSeconds(17)], run.Time.Waits);
        Assert.Contains("429", Assert.Single(run.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_not_waited_for()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Hub.Before = Answering("/revision/main", context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            FakeHub.Refuse(context, 429);
        });
        Assert.Contains("asks to wait for 60 minutes", await run.FailAsync(), StringComparison.Ordinal);
        Assert.Empty(run.Time.Waits);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_error_of_the_servers_passes(int status)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        int failures = 3;
        run.Hub.Before = (context, request) =>
        {
            bool fails = request.IsStorage && failures-- > 0;
            if (fails)
            {
                FakeHub.Refuse(context, status);
            }

            return Task.FromResult(fails);
        };
        await run.PullAsync();
        Assert.Equal(3, run.Time.Waits.Count);
        Assert.Equal(4, run.Hub.Fetches(Weights));
    }

    [Fact]
    public async Task An_error_that_does_not_pass_ends_after_growing_waits()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Hub.Before = Answering("/revision/main", context => FakeHub.Refuse(context, 503));
        Assert.Contains("503", await run.FailAsync(), StringComparison.Ordinal);
        Assert.Equal(run.Options.Retries, run.Time.Waits.Count);
        Assert.Equal(run.Options.Retries + 1, run.Hub.Requests.Count);
        Assert.All(run.Time.Waits, wait => Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_broken_transfer_goes_on_where_it_broke()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        var breaks = new Queue<int?>([100_000, 200_000, null]);
        file.BreaksAt = breaks.Dequeue;
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
        string?[] ranges = [.. run.Hub.Requests.Where(r => r.IsStorage).Select(r => r.Range)];
        Assert.Equal(3, ranges.Length);
        Assert.Null(ranges[0]);
        Assert.All(ranges[1..], range => Assert.Matches("^bytes=[1-9][0-9]*-$", range));
        Assert.Equal(run.Hub.Commits[model.Commit].Where(f => model.Files.Any(m => m.Name == f.Key)).Sum(f => f.Value.Content.Length), run.Received);
    }

    [Fact]
    public async Task A_connection_that_keeps_breaking_is_tried_as_long_as_bytes_come()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        int at = 0;
        file.BreaksAt = () => at += 20_000;
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
        Assert.True(run.Hub.Fetches(Weights) > run.Options.Retries + 1);
    }

    [Fact]
    public async Task A_connection_that_always_breaks_at_the_same_byte_ends()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        run.Hub.KnowsRanges = false;
        file.BreaksAt = () => 100_000;
        Assert.Contains("What has come so far stays", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_the_whole_again()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        run.Hub.KnowsRanges = false;
        var breaks = new Queue<int?>([100_000, null]);
        file.BreaksAt = breaks.Dequeue;
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
    }

    [Theory]
    [InlineData(416)]
    [InlineData(206)]
    public async Task A_range_that_cannot_be_had_starts_the_file_anew(int status)
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        WriteIncomplete(run, file, new byte[1000]);
        run.Hub.Before = (context, request) =>
        {
            bool wrong = request is { IsStorage: true, Range: not null };
            if (wrong)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.ContentRange = status == 206 ? "bytes 7-9/300000" : "bytes */10";
            }

            return Task.FromResult(wrong);
        };
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_not_fetched_again()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        string incomplete = WriteIncomplete(run, file, file.Content[..250_000]);
        await run.PullAsync();
        Assert.Equal("bytes=250000-", Assert.Single(run.Hub.Requests, r => r.IsStorage).Range);
        Assert.False(File.Exists(incomplete));
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(300_001)]
    [InlineData(10)]
    public async Task What_an_earlier_run_left_damaged_is_fetched_anew(int length)
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        WriteIncomplete(run, file, new byte[length]);
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
    }

    [Theory]
    [InlineData(Weights)]
    [InlineData("config.json")]
    public async Task A_file_that_comes_damaged_once_is_fetched_again(string name)
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][name];
        var sends = new Queue<byte[]>([new byte[file.Content.Length], file.Content]);

        // Small files are asked for their headers first, with the same length.
        file.Sends = () => name == Weights || run.Hub.RequestsFor(name).Last().Method == "GET" ? sends.Dequeue() : file.Content;
        PulledModel model = await run.PullAsync();
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, name)));
        Assert.Contains("came damaged", Assert.Single(run.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_comes_damaged_twice_is_an_error_and_nothing_of_it_stays()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        file.Sends = () => new byte[file.Content.Length];
        string message = await run.FailAsync();
        Assert.Contains($"'{Weights}' of 'org/name' came damaged twice: it should have SHA-256 {file.Etag}", message, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Files(), f => f.Contains(file.Etag, StringComparison.Ordinal) || f.EndsWith(Weights, StringComparison.Ordinal));
        Assert.Equal(2, run.Hub.Fetches(Weights));
    }

    [Fact]
    public async Task A_damaged_blob_is_mended()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        PulledModel model = await run.PullAsync();
        File.WriteAllText(Path.Combine(run.ModelFolder, "blobs", file.Etag), "damaged");
        await run.PullAsync(model.Commit);
        Assert.Equal(file.Content, File.ReadAllBytes(Path.Combine(model.Folder, Weights)));
    }

    [Fact]
    public async Task A_stopped_pull_keeps_what_has_come_and_shows_no_model()
    {
        await using HubRun run = await HubRun.StartAsync();
        FakeFile file = run.Hub.Commits[run.Hub.Commit(HubRun.Model)][Weights];
        using var stop = new CancellationTokenSource();
        run.OnBytes = name =>
        {
            if (name == Weights)
            {
                stop.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.PullAsync(cancellationToken: stop.Token));
        Assert.Contains($"blobs/{file.Etag}.incomplete", run.Files());
        Assert.DoesNotContain(run.Files(), f => f.EndsWith(Weights, StringComparison.Ordinal) || f.EndsWith(file.Etag, StringComparison.Ordinal));
        Assert.Null(new HubCache(run.Cache).Find(run.Repository));

        run.OnBytes = _ => { };
        await run.PullAsync();
        Assert.StartsWith("bytes=", run.Hub.Requests.Last(r => r.IsStorage).Range, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_pulls_at_once_fetch_once()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        var bothWait = new TaskCompletionSource();
        int asked = 0;

        // The first to fetch the weights is held until the second stands at the lock, or has nothing left to ask.
        run.Hub.Before = async (_, request) =>
        {
            if (request.IsStorage)
            {
                await bothWait.Task;
            }
            else if (request.Method == "HEAD" && request.Path.EndsWith(Weights, StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 2)
            {
                bothWait.SetResult();
            }

            return false;
        };
        PulledModel[] models = await Task.WhenAll(Task.Run(() => run.PullAsync()), Task.Run(() => run.PullAsync()));
        Assert.Equal(models[0].Folder, models[1].Folder);
        Assert.Equal(1, run.Hub.Fetches(Weights));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Options = run.Options with { MetadataTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 };
        run.Hub.Before = async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        Assert.Contains("did not answer for 0.1 s", await run.FailAsync(), StringComparison.Ordinal);
        Assert.Single(run.Time.Waits);
    }

    [Fact]
    public async Task A_file_from_another_commit_is_refused()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Commit(HubRun.Model);
        run.Hub.Before = (context, request) =>
        {
            if (request.Path.EndsWith("/config.json", StringComparison.Ordinal))
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers["X-Repo-Commit"] = new string('a', 40);
                    return Task.CompletedTask;
                });
            }

            return Task.FromResult(false);
        };
        Assert.Contains("answered with aaaa", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Before = Answering("/revision/main", context => context.Response.Redirect(context.Request.Path));
        Assert.Contains("11th redirect", await run.FailAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("{\"sha\":\"main\",\"siblings\":[]}")]
    [InlineData("{\"sha\":\"../../../../../../../../../../../../../a\",\"siblings\":[]}")]
    [InlineData("[]")]
    public async Task What_is_no_hub_is_recognized(string answer)
    {
        await using HubRun run = await HubRun.StartAsync();
        run.Hub.Before = async (context, _) =>
        {
            await context.Response.WriteAsync(answer);
            return true;
        };
        Assert.Contains("does not answer as a hub does", await run.FailAsync(), StringComparison.Ordinal);
    }

    private static Func<HttpContext, FakeRequest, Task<bool>> Answering(string end, Action<HttpContext> answer) => (context, request) =>
    {
        bool meant = request.Path.EndsWith(end, StringComparison.Ordinal);
        if (meant)
        {
            answer(context);
        }

        return Task.FromResult(meant);
    };

    private static Func<HttpContext, FakeRequest, Task<bool>> Once(string end, Action<HttpContext> answer)
    {
        int left = 1;
        Func<HttpContext, FakeRequest, Task<bool>> always = Answering(end, answer);
        return (context, request) => request.Path.EndsWith(end, StringComparison.Ordinal) && Interlocked.Decrement(ref left) < 0 ? Task.FromResult(false) : always(context, request);
    }

    private static string WriteIncomplete(HubRun run, FakeFile file, byte[] content)
    {
        string path = Path.Combine(run.ModelFolder, "blobs", file.Etag + ".incomplete");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }
}
