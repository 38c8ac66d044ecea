using Microsoft.Extensions.Logging;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Broadcasts;

namespace SparkNer.Spark.Worker;

/// <summary>What all connections of the process share.</summary>
internal sealed class WorkerServices : IDisposable
{
    private readonly Lazy<IFunctionCatalog> _functions;

    /// <summary>Makes nothing yet that takes time.</summary>
    public WorkerServices(WorkerEnvironment environment, Func<IFunctionCatalog> functions, ILogger log)
    {
        Environment = environment;
        Log = log;
        // Made by the first task, so that the process can be connected to at once.
        _functions = new Lazy<IFunctionCatalog>(functions);
    }

    public WorkerEnvironment Environment { get; }

    public ILogger Log { get; }

    public PeerWatch PeerWatch { get; } = new();

    public MemoryBroadcasts MemoryBroadcasts { get; } = new();

    public IFunctionCatalog Functions => _functions.Value;

    /// <summary>Lets the functions drop what has not been used for long.</summary>
    public void DropIdle()
    {
        if (!_functions.IsValueCreated)
        {
            return;
        }

        try
        {
            Functions.DropIdle();
        }
        catch (Exception e)
        {
            Log.DropIdleFailed(e);
        }
    }

    public void Dispose()
    {
        PeerWatch.Dispose();
        if (_functions.IsValueCreated)
        {
            Functions.Dispose();
        }
    }
}
