using System.Text;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Worker;

/// <summary>Makes any program the worker that Spark starts on its executors.</summary>
/// <remarks>
/// Spark starts the function's executable as if it were Python. One line at the top of <c>Main</c> answers that:
/// <code>
/// if (SparkWorker.TryRun(args, out int exitCode)) return exitCode;
/// </code>
/// Nothing may be written to standard output before it: Spark reads there where to connect to.
/// </remarks>
public static class SparkWorker
{
    /// <summary>What sparkner's own worker can run.</summary>
    internal static Func<IFunctionCatalog> DefaultFunctions { get; set; } = Ner.NerKind.Default;

    /// <summary>If Spark started this process as its Python, serves until the end, with sparkner's own kinds of functions.</summary>
    /// <param name="args">The program's arguments. <c>-m module</c> and <c>-c code</c> in the first place are taken for Spark's.</param>
    /// <param name="exitCode">The code to exit with.</param>
    /// <returns>Whether Spark started the process; if not, nothing was done.</returns>
    public static bool TryRun(string[] args, out int exitCode) => TryRun(args, DefaultFunctions, out exitCode);

    /// <summary>If Spark started this process as its Python, serves until the end.</summary>
    /// <param name="args">The program's arguments. <c>-m module</c> and <c>-c code</c> in the first place are taken for Spark's.</param>
    /// <param name="functions">Makes the functions that there are; called at most once, when the first task needs them, and disposed at the end.</param>
    /// <param name="exitCode">The code to exit with.</param>
    /// <returns>Whether Spark started the process; if not, nothing was done.</returns>
    public static bool TryRun(string[] args, Func<IFunctionCatalog> functions, out int exitCode)
    {
        exitCode = 0;
        WorkerRole role = WorkerCommandLine.RoleOf(args);
        try
        {
            switch (role)
            {
                case WorkerRole.Daemon:
                    RunDaemon(functions);
                    break;
                case WorkerRole.Worker:
                    SimpleWorker.Run(WorkerEnvironment.OfProcess(), functions, StandardStreams.Error());
                    break;
                case WorkerRole.OtherModule:
                    throw new WorkerStartException(
                        $"Spark wants to run the Python module {args[1]}, but was told that sparkner is its Python: set spark.pyspark.python back to python3");
            }
        }
        catch (Exception e) when (e is WorkerStartException or IOException)
        {
            Say(e.Message);
            exitCode = 1;
        }

        return role != WorkerRole.None;
    }

    private static void RunDaemon(Func<IFunctionCatalog> functions)
    {
        using var daemon = new Daemon(WorkerEnvironment.OfProcess(), functions, StandardStreams.Error());
        daemon.Run(StandardStreams.Input(), StandardStreams.Output());
    }

    private static void Say(string message)
    {
        try
        {
            StandardStreams.Error().Write(Encoding.UTF8.GetBytes($"sparkner: {message}\n"));
        }
        catch (IOException)
        {
            // Nobody listens.
        }
    }
}
