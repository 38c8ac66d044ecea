using System.Net.Sockets;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker;

/// <summary>A process for one task: Spark without its daemon.</summary>
internal static class SimpleWorker
{
    /// <summary>Connects back to Spark and serves until that connection ends.</summary>
    /// <exception cref="WorkerStartException">It cannot connect.</exception>
    public static void Run(WorkerEnvironment environment, Func<IFunctionCatalog> functions, Stream error)
    {
        using var services = new WorkerServices(environment, functions, LineLogger.Of(environment, error));
        using var connection = new WorkerConnection(Connect(environment), services);
        services.Log.NoDaemon();
        connection.ServeConnected();
    }

    private static Socket Connect(WorkerEnvironment environment)
    {
        try
        {
            if (environment.UsesUnixSockets)
            {
                return LocalSocket.ConnectUnix(environment.SocketPath ?? throw Missing("PYTHON_WORKER_FACTORY_SOCK_PATH"));
            }

            int port = environment.Port ?? throw Missing("PYTHON_WORKER_FACTORY_PORT");
            _ = environment.Secret ?? throw Missing("PYTHON_WORKER_FACTORY_SECRET");
            return LocalSocket.ConnectTcp(port, environment.PreferIPv6);
        }
        catch (IOException e)
        {
            throw new WorkerStartException($"cannot connect back to Spark: {e.Message}", e);
        }
    }

    private static WorkerStartException Missing(string variable) =>
        new($"{variable} is not set: only Spark starts this program with '-m pyspark.worker'");
}
