using SparkNer.Jobs.Evaluate;
using SparkNer.Spark.Worker;

// With spark.sparkner.worker unset and a local master, the driver's program is the executors' too.
if (SparkWorker.TryRun(args, out int workerExitCode))
{
    return workerExitCode;
}

return EvaluateProgram.Run(args);
