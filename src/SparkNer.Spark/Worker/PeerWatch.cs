using System.Net.Sockets;

namespace SparkNer.Spark.Worker;

/// <summary>Notices that the other end of a connection has gone while its thread computes: Spark cancels a task by closing the connection, and says nothing.</summary>
/// <remarks>One thread looks after all connections. Input that has not been read yet does not hide the end.</remarks>
internal sealed class PeerWatch : IDisposable
{
    /// <summary>How long a closed connection may stay unnoticed, milliseconds.</summary>
    public const int Interval = 50;

    private readonly object _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly LoopbackTable _table = new();
    private bool _isRunning;
    private bool _isDisposed;

    /// <summary>Watches a connection.</summary>
    /// <param name="socket">The connection; it must not be closed before the watch on it is disposed.</param>
    /// <param name="gone">Called once, on the watch's thread, when the other end has gone.</param>
    /// <returns>Ends the watch.</returns>
    public IDisposable Watch(Socket socket, Action gone)
    {
        var entry = new Entry(this, socket, gone);
        lock (_gate)
        {
            _entries.Add(entry);
            if (!_isRunning)
            {
                _isRunning = true;
                new Thread(Run, 256 * 1024) { IsBackground = true, Name = "peer watch" }.Start();
            }

            Monitor.Pulse(_gate);
        }

        return entry;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (true)
        {
            Entry[] entries;
            lock (_gate)
            {
                while (_entries.Count == 0 && !_isDisposed)
                {
                    Monitor.Wait(_gate);
                }

                if (_isDisposed)
                {
                    return;
                }

                entries = [.. _entries];
            }

            foreach (Entry entry in OperatingSystem.IsLinux() ? WaitBySystem(entries) : WaitBySocket(entries))
            {
                if (Remove(entry))
                {
                    entry.Gone();
                }
            }
        }
    }

    private List<Entry> WaitBySystem(Entry[] entries)
    {
        var polled = new Native.PollEntry[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            polled[i] = new Native.PollEntry { Handle = entries[i].Handle, Events = Native.PollPeerClosed };
        }

        var gone = new List<Entry>();
        if (Native.Poll(polled, (nuint)polled.Length, Interval) > 0)
        {
            for (int i = 0; i < polled.Length; i++)
            {
                // A socket that was closed meanwhile is no longer in the list, and not looked at.
                if ((polled[i].Happened & (Native.PollPeerClosed | Native.PollHangUp | Native.PollError)) != 0)
                {
                    gone.Add(entries[i]);
                }
            }

            if (gone.Count == 0)
            {
                Thread.Sleep(Interval);
            }
        }

        // Behind unread input there may be the end.
        IReadOnlyList<Socket> closed = _table.Closed([.. entries.Where(e => e.HasUnreadInput()).Select(e => e.Socket)]);
        gone.AddRange(entries.Where(e => closed.Contains(e.Socket)));
        return gone;
    }

    private static List<Entry> WaitBySocket(Entry[] entries)
    {
        Thread.Sleep(Interval);
        return [.. entries.Where(e => e.IsAtEnd())];
    }

    private bool Remove(Entry entry)
    {
        lock (_gate)
        {
            return _entries.Remove(entry);
        }
    }

    private sealed class Entry(PeerWatch watch, Socket socket, Action gone) : IDisposable
    {
        public int Handle { get; } = (int)socket.Handle;

        public Action Gone => gone;

        public Socket Socket => socket;

        public bool HasUnreadInput()
        {
            try
            {
                return socket.ProtocolType == ProtocolType.Tcp && socket.Available > 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }

        /// <summary>Whether nothing more will come. Elsewhere than on Linux unread input hides it until it has been read.</summary>
        public bool IsAtEnd()
        {
            try
            {
                return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }

        public void Dispose() => watch.Remove(this);
    }
}
