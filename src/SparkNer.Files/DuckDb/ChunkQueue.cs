using System.Diagnostics.CodeAnalysis;

namespace SparkNer.Files.DuckDb;

/// <summary>Finished chunks on their way to a COPY statement; bounded, so that the writer cannot fall far behind.</summary>
/// <remarks>One thread adds, one takes.</remarks>
internal sealed class ChunkQueue(IReadOnlyList<DuckType> types, int capacity) : IDisposable
{
    private readonly Queue<DataChunk> _chunks = new();
    private DataChunk? _current;
    private bool _completed;
    private bool _aborted;

    /// <summary>The types of the chunks' columns.</summary>
    public IReadOnlyList<DuckType> Types { get; } = types;

    /// <summary>Adds a chunk, which is the queue's from then on; waits for room.</summary>
    /// <returns>False where nobody takes any more; the chunk is dropped then.</returns>
    public bool Add(DataChunk chunk)
    {
        lock (_chunks)
        {
            while (_chunks.Count >= capacity && !_aborted)
            {
                Monitor.Wait(_chunks);
            }

            if (_aborted)
            {
                chunk.Dispose();
                return false;
            }

            _chunks.Enqueue(chunk);
            Monitor.PulseAll(_chunks);
            return true;
        }
    }

    /// <summary>Takes the next chunk; the one before is given back with it. Waits for one.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="OperationCanceledException">The output was given up.</exception>
    public bool TryTake([NotNullWhen(true)] out DataChunk? chunk)
    {
        lock (_chunks)
        {
            _current?.Dispose();
            _current = null;
            while (_chunks.Count == 0 && !_completed && !_aborted)
            {
                Monitor.Wait(_chunks);
            }

            if (_aborted)
            {
                throw new OperationCanceledException("The output was given up.");
            }

            Monitor.PulseAll(_chunks);
            _chunks.TryDequeue(out _current);
            chunk = _current;
            return chunk is not null;
        }
    }

    /// <summary>No more chunks will come.</summary>
    public void Complete()
    {
        lock (_chunks)
        {
            _completed = true;
            Monitor.PulseAll(_chunks);
        }
    }

    /// <summary>Nobody waits any more, on either side.</summary>
    public void Abort()
    {
        lock (_chunks)
        {
            _aborted = true;
            Monitor.PulseAll(_chunks);
        }
    }

    public void Dispose()
    {
        lock (_chunks)
        {
            _aborted = true;
            _current?.Dispose();
            _current = null;
            while (_chunks.TryDequeue(out DataChunk? chunk))
            {
                chunk.Dispose();
            }

            Monitor.PulseAll(_chunks);
        }
    }
}
