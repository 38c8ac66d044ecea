using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker.Broadcasts;

/// <summary>The broadcasts that one connection has been told of, across its tasks.</summary>
/// <remarks>Used by the connection's thread only.</remarks>
/// <param name="memory">Those that must not touch a disk, shared by the process's connections.</param>
/// <param name="connect">How the executor's broadcast server is reached.</param>
internal sealed class BroadcastTable(MemoryBroadcasts memory, Func<BroadcastServer, Stream> connect) : IDisposable
{
    private readonly Dictionary<long, BroadcastValue> _values = [];

    /// <summary>The broadcasts by Spark's number.</summary>
    public IReadOnlyDictionary<long, BroadcastValue> Values => _values;

    /// <summary>Forgets and adds what a task's header says.</summary>
    /// <exception cref="FunctionException">A broadcast cannot be read.</exception>
    public void Apply(BroadcastChanges changes)
    {
        foreach (long id in changes.Removed)
        {
            if (_values.Remove(id, out BroadcastValue? old))
            {
                old.Dispose();
            }
        }

        if (changes.Added.Count == 0)
        {
            return;
        }

        try
        {
            if (changes.Server is { } server)
            {
                Fetch(server, changes.Added);
            }
            else
            {
                foreach (BroadcastAddition added in changes.Added)
                {
                    // Opened at once: Spark may delete the file while the task runs.
                    Put(new FileBroadcast(added.Id, added.Path!));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            throw new FunctionException($"a broadcast cannot be read on this executor: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        foreach (BroadcastValue value in _values.Values)
        {
            value.Dispose();
        }

        _values.Clear();
    }

    private void Fetch(BroadcastServer server, IReadOnlyList<BroadcastAddition> additions)
    {
        using Stream stream = connect(server);
        foreach (BroadcastAddition added in additions)
        {
            Put(memory.Read(stream, added.Id));
        }

        // Spark 3.5 goes on with the task only after this byte.
        stream.WriteByte((byte)'1');
        stream.Flush();
    }

    private void Put(BroadcastValue value)
    {
        if (_values.Remove(value.Id, out BroadcastValue? old))
        {
            old.Dispose();
        }

        _values.Add(value.Id, value);
    }
}
