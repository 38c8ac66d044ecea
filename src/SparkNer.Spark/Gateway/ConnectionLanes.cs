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
                return _lanes.Sum(l => l.Open.Count(c => !c.IsClosed));
            }
        }
    }

    /// <summary>For messages: what each connection does.</summary>
    public string[] Statuses()
    {
        lock (_lock)
        {
            return [.. _lanes.SelectMany(l => l.Open).Where(c => !c.IsClosed).Select(c => c.Status)];
        }
    }

    /// <summary>The calling thread's connection; opened if it has none, or a closed one.</summary>
    public GatewayConnection Current()
    {
        Lane lane = MyLane();
        lock (_lock)
        {
            if (lane.Open is [.., { IsClosed: false } last])
            {
                return last;
            }
        }

        return Push(lane, replace: true);
    }

    /// <summary>Opens another connection for the calling thread, until <see cref="Close"/>.</summary>
    public GatewayConnection OpenBeside()
    {
        // The thread's own comes first, so that its state stays where it is.
        Current();
        return Push(MyLane(), replace: false);
    }

    /// <summary>Closes a connection and forgets it.</summary>
    public void Close(GatewayConnection connection)
    {
        connection.Dispose();
        lock (_lock)
        {
            foreach (Lane lane in _lanes)
            {
                lane.Open.Remove(connection);
            }
        }
    }

    /// <summary>Closes the connections of threads that have ended.</summary>
    public void CloseEnded()
    {
        lock (_lock)
        {
            for (int i = _lanes.Count - 1; i >= 0; i--)
            {
                if (!_lanes[i].Owner.IsAlive)
                {
                    _lanes[i].Open.ForEach(c => c.Dispose());
                    _lanes.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>Closes all connections; calls that wait for an answer fail.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _lanes.ForEach(l => l.Open.ForEach(c => c.Dispose()));
            _lanes.Clear();
        }
    }

    private Lane MyLane()
    {
        if (_lane.Value is { } known)
        {
            return known;
        }

        CloseEnded();
        var lane = new Lane(Thread.CurrentThread);
        _lane.Value = lane;
        lock (_lock)
        {
            _lanes.Add(lane);
        }

        return lane;
    }

    private GatewayConnection Push(Lane lane, bool replace)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(JavaGateway));
        GatewayConnection connection = open();
        lock (_lock)
        {
            if (_disposed)
            {
                connection.Dispose();
                throw new ObjectDisposedException(nameof(JavaGateway));
            }

            if (replace && lane.Open.Count > 0)
            {
                lane.Open[^1] = connection;
            }
            else
            {
                lane.Open.Add(connection);
            }
        }

        return connection;
    }

    /// <summary>A thread's connections, the innermost last.</summary>
    private sealed record Lane(Thread Owner)
    {
        public List<GatewayConnection> Open { get; } = [];
    }
}
