using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Broadcasts;
using SparkNer.Spark.Worker.Tasks;
using SparkNer.Spark.Worker.Wire;

namespace SparkNer.Spark.Worker;

/// <summary>One connection with Spark: what it takes for one Python worker. Served by one thread of its own, from the greeting to the end.</summary>
internal sealed class WorkerConnection : IDisposable
{
    // A peer that does not say its secret is not Spark: it must not hold a thread for ever.
    private static readonly TimeSpan SecretTimeout = TimeSpan.FromSeconds(60);

    // How long, at most, Spark gets to close a connection that we have ended.
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly WorkerServices _services;
    private readonly PeerStream _peer;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly object _gate = new();
    private bool _isDisposed;
    private volatile bool _isInTask;

    /// <summary>Takes a socket over.</summary>
    public WorkerConnection(Socket socket, WorkerServices services)
    {
        _socket = socket;
        _services = services;
        _peer = new PeerStream(socket);
        if (socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.NoDelay = true;
        }
    }

    /// <summary>The number that Spark was given for this worker; 0 before.</summary>
    public int AnnouncedId { get; private set; }

    /// <summary>Whether a task is being served.</summary>
    public bool IsInTask => _isInTask;

    /// <summary>When Spark last heard of this worker, by <see cref="Environment.TickCount64"/>.</summary>
    public long LastSign => _peer.LastWrite;

    /// <summary>Greets Spark as a daemon's worker, then serves tasks until the connection ends; never throws.</summary>
    public void ServeAccepted() => Run(() =>
    {
        // The thread's number is unique to this connection, lives as long as it does, and passes for a process's.
        Announce(Native.CurrentThreadId() is int thread and > 0 ? thread : Environment.ProcessId);
        if (_services.Environment.UsesUnixSockets)
        {
            return true;
        }

        _socket.ReceiveTimeout = (int)SecretTimeout.TotalMilliseconds;
        bool isSpark = LocalSocket.Check(new WireReader(_peer), new WireWriter(_peer), _services.Environment.Secret!);
        _socket.ReceiveTimeout = 0;
        if (!isSpark)
        {
            _services.Log.WrongSecret();
        }

        return isSpark;
    });

    /// <summary>Serves tasks on a connection that this process has made.</summary>
    public void ServeConnected() => Run(() =>
    {
        if (!_services.Environment.UsesUnixSockets)
        {
            _socket.ReceiveTimeout = (int)_services.Environment.AuthenticationTimeout.TotalMilliseconds;
            LocalSocket.Authenticate(new WireReader(_peer), new WireWriter(_peer), _services.Environment.Secret!, "Spark");
            _socket.ReceiveTimeout = 0;
        }

        Announce(Environment.ProcessId);
        return true;
    });

    /// <summary>Ends the connection: what it computes is cancelled, what it waits for comes to its end. Thread-safe.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            if (_isDisposed || _cancellation.IsCancellationRequested)
            {
                return;
            }

            try
            {
                _cancellation.Cancel();
            }
            catch (AggregateException e)
            {
                _services.Log.CancelFailed(e);
            }

            Shutdown(SocketShutdown.Both);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _socket.Dispose();
            _cancellation.Dispose();
        }
    }

    private void Run(Func<bool> greet)
    {
        try
        {
            if (greet())
            {
                ServeTasks();
            }
        }
        catch (Exception e) when (e is PeerGoneException || _cancellation.IsCancellationRequested)
        {
            // Whatever fails after Spark has gone, fails because of that: its servers close too.
            _services.Log.PeerGone(AnnouncedId, e.Message);
        }
        catch (Exception e) when (e is WireException or IOException)
        {
            _services.Log.NotUnderstood(AnnouncedId, e.Message);
        }
        catch (Exception e)
        {
            // One connection's failure is no other's: the process goes on.
            _services.Log.ConnectionFailed(AnnouncedId, e);
        }

        Close();
    }

    private void Announce(int id)
    {
        AnnouncedId = id;
        new WireWriter(_peer).Int(id);
    }

    private void ServeTasks()
    {
        int size = _services.Environment.BufferSize;
        using var broadcasts = new BroadcastTable(_services.MemoryBroadcasts, s => BroadcastConnector.Connect(s, _services.Environment));
        var session = new TaskSession(
            new BufferedStream(_peer, size), new BufferedStream(_peer, size), _services.Functions, broadcasts, _services.Environment, _services.Log);
        bool isReusable;
        do
        {
            int first = session.WaitForTask();
            _peer.LastWrite = Environment.TickCount64;
            _isInTask = true;
            try
            {
                using IDisposable watch = _services.PeerWatch.Watch(_socket, Cancel);
                isReusable = session.Serve(first, _cancellation.Token);
            }
            finally
            {
                _isInTask = false;
            }
        }
        while (isReusable && _services.Environment.ReusesWorkers);
    }

    /// <summary>Ends our side, and reads what Spark still sends: closing with unread input would reset the connection, and Spark might lose our last words.</summary>
    private void Close()
    {
        try
        {
            Shutdown(SocketShutdown.Send);
            long end = Environment.TickCount64 + (long)CloseTimeout.TotalMilliseconds;
            _socket.ReceiveTimeout = (int)CloseTimeout.TotalMilliseconds;
            byte[] rest = new byte[16 * 1024];
            while (Environment.TickCount64 < end)
            {
                _ = _peer.Read(rest);
            }
        }
        catch (Exception e) when (e is PeerGoneException or SocketException or ObjectDisposedException)
        {
            // Spark has closed, or does not within the time.
        }
    }

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            _socket.Shutdown(how);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
    }
}
