using Microsoft.Extensions.Logging;
using SparkNer.Spark.Functions;
using SparkNer.Spark.Worker.Broadcasts;

namespace SparkNer.Spark.Worker;

/// <summary>What all connections of the process share.</summary>
internal sealed class WorkerServices : IDisposable
{
    private readonly Func<IFunctionCatalog> _makeFunctions;
    private readonly Lock _gate = new();
    private IFunctionCatalog? _functions;

    /// <summary>Makes nothing yet that takes time.</summary>
    public WorkerServices(WorkerEnvironment environment, Func<IFunctionCatalog> functions, ILogger log)
    {
        Environment = environment;
        Log = log;
        _makeFunctions = functions;
    }

    public WorkerEnvironment Environment { get; }

    public ILogger Log { get; }

    public PeerWatch PeerWatch { get; } = new();

    public MemoryBroadcasts MemoryBroadcasts { get; } = new();

    /// <summary>The functions: made by the first task, so that the process can be connected to at once, and by the next one if that failed.</summary>
    public IFunctionCatalog Functions()
    {
        lock (_gate)
        {
            return _functions ??= _makeFunctions();
        }
    }

    /// <summary>Lets the functions drop what has not been used for long.</summary>
    public void DropIdle()
    {
        try
        {
            Made?.DropIdle();
        }
        catch (Exception e)
        {
            Log.DropIdleFailed(e);
        }
    }

    public void Dispose()
    {
        PeerWatch.Dispose();
        Made?.Dispose();
    }

    private IFunctionCatalog? Made
    {
        get
        {
            lock (_gate)
            {
                return _functions;
            }
        }
    }
}
