using System.Globalization;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>How much memory a worker process may take where somebody has set a limit. Too small a one is told before the model is loaded: afterwards the kernel kills the process without a word.</summary>
/// <param name="WorkerBytes">What is set aside for the worker of an executor, outside the JVM's heap; null: nothing is said.</param>
/// <param name="ContainerBytes">The limit of the container, JVM included; null: there is none.</param>
internal sealed record ExecutorMemory(long? WorkerBytes, long? ContainerBytes)
{
    private const long Mebibyte = 1 << 20;

    // The runtime, the buffers of a batch, Arrow's columns.
    private const long Base = 256 * Mebibyte;

    // ONNX Runtime keeps some of the weights in a second form.
    private const int Copies = 2;

    // Spark's own names for what it sends along with a task.
    private const string TotalProperty = "resource.pyspark.memory";
    private const string CoresProperty = "resource.executor.cores";

    /// <summary>No limits.</summary>
    public static ExecutorMemory Unlimited { get; } = new(null, null);

    /// <summary>The limits of this process.</summary>
    /// <param name="task">Spark sends what is set aside with each task.</param>
    /// <param name="memoryPerCoreMiB">What <c>PYSPARK_EXECUTOR_MEMORY_MB</c> says, for a Spark that does not.</param>
    /// <param name="containerBytes">The container's limit.</param>
    public static ExecutorMemory Of(TaskFacts task, int? memoryPerCoreMiB, long? containerBytes)
    {
        // Spark divides by the cores, for it thinks of a process each.
        long? total = Number(task, TotalProperty) ?? (memoryPerCoreMiB * (Number(task, CoresProperty) ?? 1));
        return new ExecutorMemory(total * Mebibyte, containerBytes);
    }

    /// <summary>Refuses a model that cannot fit.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="modelBytes">The bytes of its files.</param>
    /// <exception cref="FunctionException">A limit is too small; the message says which setting to raise.</exception>
    public void Check(string model, long modelBytes)
    {
        long needed = Base + (Copies * modelBytes);
        if (WorkerBytes < needed)
        {
            throw new FunctionException(
                $"the executor has too little memory for the model '{model}': it needs about {Up(needed)} MiB, and spark.executor.pyspark.memory sets {WorkerBytes / Mebibyte} MiB aside; "
                + $"raise it, e.g. --conf spark.executor.pyspark.memory={Up(needed)}m");
        }

        if (ContainerBytes < needed)
        {
            throw new FunctionException(
                $"the executor's container has too little memory for the model '{model}': it needs about {Up(needed)} MiB outside the JVM, and the container may take {ContainerBytes / Mebibyte} MiB in all; "
                + $"raise spark.executor.memoryOverhead, e.g. --conf spark.executor.memoryOverhead={Up(needed)}m");
        }
    }

    private static long? Number(TaskFacts task, string property) =>
        task.LocalProperties.TryGetValue(property, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number < int.MaxValue
            ? number
            : null;

    private static long Up(long bytes) => (bytes + Mebibyte - 1) / Mebibyte;
}
