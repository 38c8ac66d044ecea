namespace SparkNer.Spark.Gateway;

/// <summary>
/// Which connection a thread uses: its own, or the innermost one that it opened beside it. State that the JVM keeps for a thread (job group, local properties, the
/// active session) is a connection's, so connections are never handed from one thread to another; those of ended threads are closed.
/// </summary>
internal sealed class ConnectionLanes(Func<GatewayConnection> open) : IDisposable
{
    private readonly ThreadLocal<Lane> _lane = new();
    private readonly Lock _lock = new();
    private readonly List<Lane> _lanes = [];
    private bool _disposed;

    /// <summary>How many connections are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Sum(lane => lane.Slots.Count(slot => slot.Connection is { IsClosed: false }));
            }
        }
    }

    /// <summary>The calling thread's connection; opened if there is none, or only a closed one.</summary>
    public GatewayConnection Current()
    {
        Slot slot;
        lock (_lock)
        {
            Lane lane = MyLane();
            if (lane.Slots.Count == 0)
            {
                lane.Slots.Add(new Slot());
            }

            slot = lane.Slots[^1];
        }

        return slot.Connection is { IsClosed: false } connection ? connection : Fill(slot);
    }

    /// <summary>Opens another connection for the calling thread, until <see cref="Close"/>.</summary>
    public Slot OpenBeside()
    {
        var slot = new Slot();
        Fill(slot);
        lock (_lock)
        {
            MyLane().Slots.Add(slot);
        }

        return slot;
    }

    /// <summary>Closes a connection and forgets it.</summary>
    public void Close(Slot slot)
    {
        lock (_lock)
        {
            slot.Connection?.Dispose();
            foreach (Lane lane in _lanes)
            {
                lane.Slots.Remove(slot);
            }
        }
    }

    /// <summary>Closes the connections of threads that have ended.</summary>
    public void CloseEnded()
    {
        lock (_lock)
        {
            foreach (Lane lane in _lanes.Where(lane => !lane.Owner.IsAlive))
            {
                lane.Close();
            }

            _lanes.RemoveAll(lane => !lane.Owner.IsAlive);
        }
    }

    /// <summary>Closes all connections; calls that wait for an answer fail.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _lanes.ForEach(lane => lane.Close());
            _lanes.Clear();
        }
    }

    // Under the lock.
    private Lane MyLane()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(JavaGateway));
        if (_lane.Value is { } known)
        {
            return known;
        }

        CloseEnded();
        var lane = new Lane(Thread.CurrentThread);
        _lane.Value = lane;
        _lanes.Add(lane);
        return lane;
    }

    // Connecting takes its time, and others must not wait for it.
    private GatewayConnection Fill(Slot slot)
    {
        GatewayConnection connection = open();
        lock (_lock)
        {
            if (!_disposed)
            {
                slot.Connection = connection;
                return connection;
            }
        }

        connection.Dispose();
        throw new ObjectDisposedException(nameof(JavaGateway));
    }

    /// <summary>A place for a connection: a lost one is replaced where it was.</summary>
    internal sealed class Slot
    {
        /// <summary>The connection; set by its thread alone.</summary>
        public GatewayConnection? Connection { get; set; }
    }

    /// <summary>A thread's connections, the innermost last.</summary>
    private sealed record Lane(Thread Owner)
    {
        public List<Slot> Slots { get; } = [];

        public void Close() => Slots.ForEach(slot => slot.Connection?.Dispose());
    }
}
