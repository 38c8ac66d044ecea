using SparkNer.Jobs.Annotate;
using SparkNer.Spark.Worker;

// With spark.sparkner.worker unset and a local master, the driver's program is the executors' too.
if (SparkWorker.TryRun(args, out int workerExitCode))
{
    return workerExitCode;
}

return AnnotateProgram.Run(args);
