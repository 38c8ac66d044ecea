using SparkNer.Cli;
using SparkNer.Spark.Worker;

// Spark started it on an executor: it is a worker, and nothing else is set up.
if (SparkWorker.TryRun(args, out int workerExitCode))
{
    return workerExitCode;
}

return Commands.Run(args);
