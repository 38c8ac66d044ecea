using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using SparkNer.Spark.TestWorker;
using SparkNer.Spark.Worker;

namespace SparkNer.Spark.Tests.Support;

/// <summary>A worker's connection in this process, and the JVM's end of it.</summary>
internal sealed class ScriptedSpark : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkerServices _services;
    private readonly Thread _thread;

    public ScriptedSpark(string secret = SparkPeer.Secret, Func<WorkerEnvironment, WorkerEnvironment>? change = null)
    {
        (Socket worker, Socket spark) = SocketPair();
        var environment = new WorkerEnvironment { Secret = secret, ReusesWorkers = true };
        _services = new WorkerServices(change?.Invoke(environment) ?? environment, () => new TestCatalog(), new LineLogger(Log, LogLevel.Debug));
        Connection = new WorkerConnection(worker, _services);
        Peer = new SparkPeer(spark);
        _thread = new Thread(Connection.ServeAccepted) { IsBackground = true };
        _thread.Start();
    }

    public WorkerConnection Connection { get; }

    public SparkPeer Peer { get; }

    public MemoryStream Log { get; } = new();

    /// <summary>What was logged; to be asked after the end.</summary>
    public string LogText => System.Text.Encoding.UTF8.GetString(Log.ToArray());

    /// <summary>Waits until the worker's thread has ended.</summary>
    public void WaitForEnd() => Assert.True(_thread.Join(Patience), "the worker's thread has not ended");

    public void Dispose()
    {
        Peer.Dispose();
        WaitForEnd();
        Connection.Dispose();
        _services.Dispose();
    }

    /// <summary>Runs one task and gives its answer.</summary>
    public static Answer Run(TaskScript task, byte[] bytes)
    {
        using var spark = new ScriptedSpark();
        return spark.Peer.Greet().Send(bytes).ReadAnswer(task.Version);
    }

    private static (Socket Worker, Socket Spark) SocketPair()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var spark = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        spark.Connect(listener.LocalEndPoint!);
        return (listener.Accept(), spark);
    }
}
