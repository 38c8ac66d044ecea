using SparkNer.Onnx;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Ner;
using SparkNer.Spark.Tests.Ner.Support;
using SparkNer.Testing;

namespace SparkNer.Spark.Tests.Ner;

public sealed class ModelCacheTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5);

    private static readonly ModelKey Key = new("m", 512, 1);

    private readonly ManualTime _time = new();
    private readonly List<string> _log = [];
    private readonly ModelCache _cache;

    public ModelCacheTests() => _cache = new ModelCache(_time, line =>
    {
        lock (_log)
        {
            _log.Add(line);
        }
    });

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void However_many_tasks_ask_at_once_one_loads()
    {
        using var source = new Gate(TestModels.Tiny);
        int made = 0;
        var leases = new ModelLease[16];
        Thread[] tasks = [.. Enumerable.Range(0, leases.Length).Select(i => new Thread(() => leases[i] = _cache.Rent(
            Key,
            () =>
            {
                Interlocked.Increment(ref made);
                return source;
            },
            Idle,
            CancellationToken.None)))];
        Array.ForEach(tasks, t => t.Start());
        source.Open();
        Array.ForEach(tasks, t => t.Join());

        Assert.Equal(1, made);
        Assert.Equal(1, source.Loads);
        Assert.Single(leases.Select(l => l.Model).Distinct());
        Assert.StartsWith($"sparkner worker: loaded model tiny-distilbert-cased ({ModelFolder.Open(TestModels.Tiny).Fingerprint[..12]}) in ", Assert.Single(_log), StringComparison.Ordinal);
        Assert.EndsWith(" ms", _log[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_are_counted()
    {
        long before = ModelCache.Loads;

        _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None).Dispose();

        Assert.True(ModelCache.Loads > before);
    }

    [Fact]
    public void Whoever_waits_can_be_cancelled_and_the_load_goes_on_for_the_others()
    {
        using var source = new Gate(TestModels.Tiny);
        using var cancellation = new CancellationTokenSource();
        var first = new Thread(() => Assert.ThrowsAny<OperationCanceledException>(() => _cache.Rent(Key, () => source, Idle, cancellation.Token)));
        first.Start();
        source.WaitUntilLoading();
        cancellation.Cancel();
        first.Join();
        source.Open();

        using ModelLease second = _cache.Rent(Key, () => throw new InvalidOperationException("loaded twice"), Idle, CancellationToken.None);

        Assert.NotNull(second.Model);
        Assert.Equal(1, source.Loads);
    }

    [Fact]
    public void A_failed_load_is_told_to_all_and_not_remembered()
    {
        Assert.Throws<FunctionException>(() => _cache.Rent(Key, () => new FolderSource("m", "/no/such/folder", null), Idle, CancellationToken.None));
        Assert.Equal(0, _cache.Count);

        using ModelLease lease = _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None);

        Assert.NotNull(lease.Model);
    }

    [Fact]
    public void A_source_that_cannot_be_opened_leaves_nothing_behind()
    {
        Assert.Throws<FunctionException>(() => _cache.Rent(Key, () => throw new FunctionException("none"), Idle, CancellationToken.None));

        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void A_model_is_dropped_when_it_has_been_idle_for_long_and_not_before()
    {
        ModelLease lease = _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        _cache.DropIdle();
        Assert.Equal(1, _cache.Count);

        lease.Dispose();
        _time.Advance(Idle - TimeSpan.FromSeconds(1));
        _cache.DropIdle();
        Assert.Equal(1, _cache.Count);

        _time.Advance(TimeSpan.FromSeconds(1));
        _cache.DropIdle();
        Assert.Equal(0, _cache.Count);
        Assert.Throws<ObjectDisposedException>(() => lease.Model.AnnotatorFor(new AnnotatorOptions()).AnnotateBatch([new AnnotatorInput("Anna")])[0].Error is { } e
            ? throw new ObjectDisposedException(e)
            : 0);
    }

    [Fact]
    public void A_lease_that_is_given_back_twice_counts_once()
    {
        ModelLease first = _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), TimeSpan.Zero, CancellationToken.None);
        using ModelLease second = _cache.Rent(Key, () => throw new InvalidOperationException("loaded twice"), TimeSpan.Zero, CancellationToken.None);

        first.Dispose();
        first.Dispose();
        _cache.DropIdle();

        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void A_model_in_use_outlives_the_cache()
    {
        ModelLease lease = _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None);

        _cache.Dispose();

        Assert.Null(lease.Model.AnnotatorFor(new AnnotatorOptions()).Annotate("Anna").Error);
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None));
    }

    [Fact]
    public void Tasks_with_equal_options_share_an_annotator()
    {
        using ModelLease lease = _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, null), Idle, CancellationToken.None);

        Assert.Same(lease.Model.AnnotatorFor(new AnnotatorOptions { IgnoreLabels = ["O"] }), lease.Model.AnnotatorFor(new AnnotatorOptions { IgnoreLabels = ["O"] }));
        Assert.NotSame(lease.Model.AnnotatorFor(new AnnotatorOptions()), lease.Model.AnnotatorFor(new AnnotatorOptions { CaseSensitive = false }));
    }

    [Fact]
    public void A_folder_with_another_model_than_the_drivers_is_refused()
    {
        FunctionException exception = Assert.Throws<FunctionException>(
            () => _cache.Rent(Key, () => new FolderSource("m", TestModels.Tiny, new string('0', 64)), Idle, CancellationToken.None));

        Assert.Contains("another model", exception.Message, StringComparison.Ordinal);
        Assert.Contains(TestModels.Tiny, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_found_in_the_executors_folder_or_among_the_added_files()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["work/a"]);
        Directory.CreateDirectory(folder["files/b"]);

        Assert.Equal(folder["work/a"], FolderSource.Find("a", folder["files"], folder["work"]));
        Assert.Equal(folder["files/b"], FolderSource.Find("b", folder["files"], folder["work"]));
        Assert.Equal(folder["files/b"], FolderSource.Find(folder["files/b"], "", folder["work"]));
        string message = Assert.Throws<FunctionException>(() => FolderSource.Find("c", folder["files"], folder["work"])).Message;
        Assert.Contains(folder["work/c"], message, StringComparison.Ordinal);
        Assert.Contains(folder["files/c"], message, StringComparison.Ordinal);
    }

    /// <summary>A source that loads when it is told to.</summary>
    private sealed class Gate(string folder) : ModelSource("tiny-distilbert-cased")
    {
        private readonly ManualResetEventSlim _open = new();
        private readonly ManualResetEventSlim _loading = new();
        private int _loads;

        public int Loads => _loads;

        public void Open() => _open.Set();

        public void WaitUntilLoading() => _loading.Wait();

        private protected override LoadedModel LoadCore(OnnxOptions options)
        {
            Interlocked.Increment(ref _loads);
            _loading.Set();
            _open.Wait();
            ModelFolder model = ModelFolder.Open(folder);
            return new LoadedModel(OnnxTokenClassifier.Load(model, options), model, Name);
        }
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
