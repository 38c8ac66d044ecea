using SparkNer.Testing;

namespace SparkNer.Hub.Tests;

/// <summary>A hub, a cache, and what the pull says.</summary>
internal sealed class HubRun : IAsyncDisposable, IPullProgress, IPullCheck
{
    private readonly TemporaryFolder _folder = new();

    private HubRun(FakeHub hub) => (Hub, Options) = (hub, new HubOptions { Endpoint = hub.Address, CacheFolder = _folder["cache"] });

    public static readonly (string Name, string Text)[] Model =
        [("config.json", "{}"), ("tokenizer.json", "[1]"), ("vocab.txt", "a\nb\n"), ("README.md", "not needed"), ("model.safetensors", new string('w', 300_000)), ("tf_model.h5", "no")];

    public FakeHub Hub { get; }

    public HubOptions Options { get; set; }

    public JumpingTime Time { get; } = new();

    public List<string> Said { get; } = [];

    public long Received { get; private set; }

    /// <summary>Called with the file's name whenever bytes arrive.</summary>
    public Action<string> OnBytes { get; set; } = _ => { };

    public Func<string, WeightKind, string?> Refusal { get; set; } = (_, _) => null;

    public HubRepository Repository { get; } = HubRepository.Parse("org/name");

    public string Cache => Options.CacheFolder;

    public string ModelFolder => Path.Combine(Cache, "models--org--name");

    public static async Task<HubRun> StartAsync() => new(await FakeHub.StartAsync());

    public Task<PulledModel> PullAsync(string? revision = null, CancellationToken cancellationToken = default) =>
        PullAsync(new PullRequest(Repository) { Revision = revision }, cancellationToken);

    public async Task<PulledModel> PullAsync(PullRequest request, CancellationToken cancellationToken = default)
    {
        using var pull = new ModelPull(Options, "sparkner/0.0", this, this, Time);
        return await pull.PullAsync(request, cancellationToken);
    }

    public async Task<string> FailAsync(string? revision = null) => (await Assert.ThrowsAnyAsync<HubException>(() => PullAsync(revision))).Message;

    /// <summary>All paths in the model's folder, without folders.</summary>
    public string[] Files() => Directory.Exists(ModelFolder)
        ? [.. Directory.EnumerateFiles(ModelFolder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Select(p => Path.GetRelativePath(ModelFolder, p)).Order(StringComparer.Ordinal)]
        : [];

    public void Expect(long bytes)
    {
    }

    public void Receive(string file, long bytes)
    {
        Received += bytes;
        OnBytes(file);
    }

    public void Say(string message) => Said.Add(message);

    public string? Refuse(string folder, WeightKind weights) => Refusal(folder, weights);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A clock that jumps over every wait, and remembers how long it was to be.</summary>
internal sealed class JumpingTime : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
