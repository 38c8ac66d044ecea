using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Pipeline;

/// <summary>Work on several threads, its results in the order in which it was given, a fixed number of pieces in flight.</summary>
/// <remarks>
/// One thread gives and takes. Disposing waits for what runs: whoever stops early must not leave threads behind that use the model. Pieces that nobody took
/// are disposed then, if they can be.
/// </remarks>
internal sealed class OrderedWorkers<TWork, TResult> : IDisposable
    where TWork : class
    where TResult : class
{
    private readonly Queue<(TWork Work, Task<TResult> Result)> _running = [];
    private readonly ConcurrentQueue<(TWork Work, TaskCompletionSource<TResult> Result)> _waiting = [];
    private readonly SemaphoreSlim _permits;
    private readonly Func<TWork, TResult> _function;
    private readonly int _most;

    /// <summary>Workers.</summary>
    /// <param name="threads">How many pieces are worked on at once.</param>
    /// <param name="function">The work.</param>
    public OrderedWorkers(int threads, Func<TWork, TResult> function)
    {
        _permits = new SemaphoreSlim(threads);
        _function = function;

        // Two wait while the others are worked on, so that no thread idles while results are written.
        _most = threads + 2;
    }

    /// <summary>Whether a further piece may be added.</summary>
    public bool HasRoom => _running.Count < _most;

    /// <summary>Adds a piece.</summary>
    public void Add(TWork work)
    {
        var result = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running.Enqueue((work, result.Task));
        _waiting.Enqueue((work, result));
        Task.Factory.StartNew(WorkOnOldest, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the oldest piece, when it is done. What the work threw is thrown here.</summary>
    public bool TryTake([NotNullWhen(true)] out TWork? work, [NotNullWhen(true)] out TResult? result)
    {
        if (_running.Count == 0)
        {
            (work, result) = (null, null);
            return false;
        }

        (work, Task<TResult> task) = _running.Peek();
        result = task.GetAwaiter().GetResult();
        _running.Dequeue();
        return true;
    }

    /// <summary>Waits for what runs, and releases what was not taken.</summary>
    public void Dispose()
    {
        while (_running.TryDequeue(out (TWork Work, Task<TResult> Result) piece))
        {
            ((IAsyncResult)piece.Result).AsyncWaitHandle.WaitOne();
            (piece.Work as IDisposable)?.Dispose();
        }

        _permits.Dispose();
    }

    // Whichever thread gets the permit takes the oldest piece: its result is wanted first, and a semaphore knows no order.
    private void WorkOnOldest()
    {
        _permits.Wait();
        _waiting.TryDequeue(out (TWork Work, TaskCompletionSource<TResult> Result) piece);
        TResult? result = null;
        Exception? failure = null;
        try
        {
            result = _function(piece.Work);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        // Before the result is told: whoever waits for the last one disposes the permits.
        _permits.Release();
        if (failure is null)
        {
            piece.Result.SetResult(result!);
        }
        else
        {
            piece.Result.SetException(failure);
        }
    }
}
