using SparkNer.Spark.TestWorker;
using SparkNer.Spark.Worker;

return SparkWorker.TryRun(args, () => new TestCatalog(), out int exitCode) ? exitCode : 3;
