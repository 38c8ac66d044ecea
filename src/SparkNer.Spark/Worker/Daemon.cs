using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker;

/// <summary>The process that serves an executor's tasks: one for all of them, so that there is one copy of a model.</summary>
/// <remarks>It lives as long as its standard input is open: that closes when the executor ends, however it ends.</remarks>
internal sealed class Daemon : IDisposable
{
    // Spark sends SIGTERM and closes our input in one go when it means the process.
    private static readonly TimeSpan TerminationGrace = TimeSpan.FromSeconds(2);

    // How long tasks get to notice that they were cancelled before the process ends without them.
    private static readonly TimeSpan EndGrace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan DropInterval = TimeSpan.FromSeconds(30);

    private readonly WorkerEnvironment _environment;
    private readonly WorkerServices _services;
    private readonly ConnectionTable _connections = new();
    private readonly ManualResetEventSlim _ended = new();

    /// <summary>A daemon that does not listen yet.</summary>
    /// <param name="environment">What Spark says to it.</param>
    /// <param name="functions">Makes the functions when the first task needs them.</param>
    /// <param name="error">Where to log.</param>
    public Daemon(WorkerEnvironment environment, Func<IFunctionCatalog> functions, Stream error)
    {
        _environment = environment;
        _services = new WorkerServices(environment, functions, LineLogger.Of(environment, error));
    }

    /// <summary>Serves until <paramref name="input"/> ends.</summary>
    /// <param name="input">Standard input: requests to stop single workers.</param>
    /// <param name="output">Standard output: gets where to connect to, and nothing else.</param>
    /// <exception cref="WorkerStartException">It cannot listen.</exception>
    public void Run(Stream input, Stream output)
    {
        using WorkerListener listener = WorkerListener.Open(_environment);
        using var signals = new Signals(OnTerminate);
        output.Write(listener.Handshake);
        output.Flush();
        new Thread(() => Accept(listener)) { IsBackground = true, Name = "accept" }.Start();
        using var timer = new Timer(_ => _services.DropIdle(), null, DropInterval, DropInterval);
        _services.Log.Serving(Environment.ProcessId);
        ReadRequests(input);
        _services.Log.Ending();
        _ended.Set();
        listener.Dispose();
        _connections.CancelAll();
    }

    public void Dispose()
    {
        // A task that does not notice in time still uses the functions: then the end of the process tidies up.
        if (_connections.WaitUntilEmpty(EndGrace))
        {
            _services.Dispose();
        }
    }

    /// <summary>Reads the numbers of workers to stop until the input ends.</summary>
    private void ReadRequests(Stream input)
    {
        Span<byte> request = stackalloc byte[sizeof(int)];
        try
        {
            while (input.ReadAtLeast(request, request.Length, throwOnEndOfStream: false) == request.Length)
            {
                int id = BinaryPrimitives.ReadInt32BigEndian(request);
                _services.Log.StopAsked(id);
                _connections.Cancel(id);
            }
        }
        catch (IOException)
        {
            // As good as its end.
        }
    }

    private void Accept(WorkerListener listener)
    {
        while (!_ended.IsSet)
        {
            try
            {
                Serve(listener.Accept());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OutOfMemoryException or ThreadStartException)
            {
                if (!_ended.IsSet)
                {
                    // For example no more file handles: a while later there may be.
                    _services.Log.AcceptFailed(e);
                    Thread.Sleep(100);
                }
            }
        }
    }

    private void Serve(Socket socket)
    {
        var connection = new WorkerConnection(socket, _services);
        _connections.Add(connection);
        try
        {
            var thread = new Thread(() =>
            {
                connection.ServeAccepted();
                Drop(connection);
            });
            thread.IsBackground = true;
            thread.Name = "worker";
            thread.Start();
        }
        catch
        {
            Drop(connection);
            throw;
        }
    }

    private void Drop(WorkerConnection connection)
    {
        connection.Dispose();
        _connections.Remove(connection);
    }

    /// <summary>
    /// SIGTERM. If the input does not end with it, Spark meant one worker that was silent for too long, not the process.
    /// </summary>
    private void OnTerminate()
    {
        if (!_ended.Wait(TerminationGrace) && _connections.MostSilent() is { } silent)
        {
            _services.Log.SilentStopped(silent.AnnouncedId);
            silent.Cancel();
        }
    }

    /// <summary>The signals that must not end the process while its input is open.</summary>
    private sealed class Signals : IDisposable
    {
        private readonly PosixSignalRegistration[] _registrations;

        public Signals(Action terminate) => _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                ThreadPool.QueueUserWorkItem(_ => terminate());
            }),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true),
            // Ctrl-C in a driver's terminal reaches the whole process group; whether the executor ends is the driver's decision.
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
        ];

        public void Dispose()
        {
            foreach (PosixSignalRegistration registration in _registrations)
            {
                registration.Dispose();
            }
        }
    }
}
