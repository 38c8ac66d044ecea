using System.Diagnostics;
using System.Globalization;
using SparkNer.Onnx;

namespace SparkNer.Spark.Ner;

/// <summary>The models of the process: each is loaded once, however many tasks ask for it at once, shared while it is used, and dropped when it has been idle for long.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ModelCache : IDisposable
{
    private static long _loads;

    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelKey, Entry> _entries = [];
    private bool _disposed;

    /// <summary>An empty cache.</summary>
    /// <param name="time">The clock for idle times.</param>
    /// <param name="log">Gets a line a load.</param>
    public ModelCache(TimeProvider? time = null, Action<string>? log = null)
    {
        _time = time ?? TimeProvider.System;
        _log = log ?? Console.Error.WriteLine;
    }

    /// <summary>How many models this process has loaded.</summary>
    public static long Loads => Interlocked.Read(ref _loads);

    /// <summary>How many models are in memory, or on their way there.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>The model for a key, loaded if nobody has; waits for whoever loads it already.</summary>
    /// <param name="key">What model.</param>
    /// <param name="source">Makes the source; asked only by the first.</param>
    /// <param name="idle">How long it stays after its last use.</param>
    /// <param name="cancellationToken">Ends the wait; the load itself goes on, for the next task wants the model too.</param>
    /// <returns>The model, to be disposed after use.</returns>
    /// <exception cref="Functions.FunctionException">It cannot be loaded. That is not remembered: the next task tries again.</exception>
    public ModelLease Rent(ModelKey key, Func<ModelSource> source, TimeSpan idle, CancellationToken cancellationToken)
    {
        Entry entry;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_entries.TryGetValue(key, out entry!) || entry.Model.IsFaulted)
            {
                ModelSource opened = source();

                // Not on the caller's thread: a cancelled task must not take the model from those that wait.
                entry = new Entry(Task.Factory.StartNew(
                    () => Load(key, opened), CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default));
                _entries[key] = entry;
            }

            entry.Users++;
            entry.IdleAfter = idle;
        }

        try
        {
            return new ModelLease(entry.Model.WaitAsync(cancellationToken).GetAwaiter().GetResult(), () => Return(key, entry));
        }
        catch
        {
            Return(key, entry);
            throw;
        }
    }

    /// <summary>Drops the models that nobody has used for their idle time.</summary>
    public void DropIdle()
    {
        List<Entry> dropped = [];
        lock (_lock)
        {
            foreach ((ModelKey key, Entry entry) in _entries)
            {
                if (entry.Users == 0 && entry.Model.IsCompleted && _time.GetElapsedTime(entry.LastUsed) >= entry.IdleAfter)
                {
                    dropped.Add(entry);
                    _entries.Remove(key);
                }
            }
        }

        foreach (Entry entry in dropped)
        {
            Free(entry);
        }
    }

    /// <summary>Frees all models; those in use when their last user returns them.</summary>
    public void Dispose()
    {
        List<Entry> unused;
        lock (_lock)
        {
            _disposed = true;
            unused = [.. _entries.Values.Where(e => e.Users == 0)];
            _entries.Clear();
        }

        foreach (Entry entry in unused)
        {
            Free(entry);
        }
    }

    private LoadedModel Load(ModelKey key, ModelSource source)
    {
        using (source)
        {
            long start = Stopwatch.GetTimestamp();
            LoadedModel model = source.Load(new OnnxOptions { BatchTokens = key.BatchTokens, IntraOpThreads = key.Threads });
            Interlocked.Increment(ref _loads);
            _log(string.Create(
                CultureInfo.InvariantCulture,
                $"sparkner worker: loaded model {model.Name} ({model.Fingerprint[..12]}) in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms"));
            return model;
        }
    }

    private void Return(ModelKey key, Entry entry)
    {
        bool free = false;
        lock (_lock)
        {
            entry.Users--;
            entry.LastUsed = _time.GetTimestamp();
            if (entry.Model.IsFaulted && _entries.TryGetValue(key, out Entry? current) && current == entry)
            {
                _entries.Remove(key);
            }

            free = _disposed && entry.Users == 0;
        }

        if (free)
        {
            Free(entry);
        }
    }

    // Also once a load that is still going on has ended.
    private static void Free(Entry entry) => entry.Model.ContinueWith(
        static task =>
        {
            if (task.IsCompletedSuccessfully)
            {
                task.Result.Dispose();
            }
            else
            {
                _ = task.Exception;
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private sealed class Entry(Task<LoadedModel> model)
    {
        public Task<LoadedModel> Model { get; } = model;

        public int Users { get; set; }

        public long LastUsed { get; set; }

        public TimeSpan IdleAfter { get; set; }
    }
}
