namespace SparkNer.Spark.Worker;

/// <summary>The connections that a daemon serves.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ConnectionTable
{
    private readonly object _gate = new();
    private readonly HashSet<WorkerConnection> _connections = [];

    public void Add(WorkerConnection connection)
    {
        lock (_gate)
        {
            _connections.Add(connection);
        }
    }

    public void Remove(WorkerConnection connection)
    {
        lock (_gate)
        {
            _connections.Remove(connection);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Cancels the connection that was announced by a number, if it alone was.</summary>
    public void Cancel(int announcedId)
    {
        WorkerConnection[] found;
        lock (_gate)
        {
            found = [.. _connections.Where(c => c.AnnouncedId == announcedId)];
        }

        // Where all have the process's number it is not known who is meant. Spark closes the connection anyway.
        if (announcedId != Environment.ProcessId && found is [WorkerConnection one])
        {
            one.Cancel();
        }
    }

    /// <summary>Of the connections that are inside a task the one that Spark has heard nothing of for the longest time.</summary>
    public WorkerConnection? MostSilent()
    {
        lock (_gate)
        {
            return _connections.Where(c => c.IsInTask).MinBy(c => c.LastSign);
        }
    }

    /// <summary>Cancels all connections.</summary>
    public void CancelAll()
    {
        WorkerConnection[] all;
        lock (_gate)
        {
            all = [.. _connections];
        }

        foreach (WorkerConnection connection in all)
        {
            connection.Cancel();
        }
    }

    /// <summary>Waits until no connection is left.</summary>
    /// <returns>False if some are left at the end of the time.</returns>
    public bool WaitUntilEmpty(TimeSpan time)
    {
        long end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        lock (_gate)
        {
            while (_connections.Count > 0)
            {
                long left = end - Environment.TickCount64;
                if (left <= 0)
                {
                    return false;
                }

                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(left));
            }

            return true;
        }
    }
}
