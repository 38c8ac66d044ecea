using System.Globalization;
using SparkNer.Spark.Functions;

namespace SparkNer.Spark.Ner;

/// <summary>Gets a function's model: from the cache, or from where the command says it is.</summary>
internal sealed class ModelFinder(ModelCache cache)
{
    private const double DefaultIdleMinutes = 5;

    /// <summary>The setting for how long an unused model stays.</summary>
    public const string IdleSetting = "spark.sparkner.idleMinutes";

    // More threads a batch than this gain nothing, whatever spark.task.cpus says.
    private const int MostThreads = 64;

    /// <summary>The model of a command.</summary>
    /// <exception cref="FunctionException">It is not here, or cannot be loaded.</exception>
    public ModelLease Rent(ModelReference model, int batchTokens, double? idleMinutes, FunctionContext context)
    {
        int threads = Math.Clamp(context.Task.Cpus, 1, MostThreads);
        ExecutorMemory memory = ExecutorMemory.Of(context.Task, MachineFacts.WorkerMemoryMiB(), MachineFacts.MemoryLimit());
        TimeSpan idle = TimeSpan.FromMinutes(idleMinutes ?? Setting(context.Task) ?? DefaultIdleMinutes);
        if (model.Path is { } path)
        {
            string folder = FolderSource.Find(path, context.Task.FilesFolder, Environment.CurrentDirectory);
            var key = new ModelKey(model.Fingerprint ?? $"folder {folder}", batchTokens, threads);
            return cache.Rent(key, () => new FolderSource(model.Name, folder, model.Fingerprint, memory), idle, context.Cancellation);
        }

        return cache.Rent(new ModelKey(model.Fingerprint!, batchTokens, threads), () => Broadcast(model, context, memory), idle, context.Cancellation);
    }

    private static BroadcastSource Broadcast(ModelReference model, FunctionContext context, ExecutorMemory memory)
    {
        try
        {
            BroadcastValue broadcast = BroadcastSource.Find(model.Fingerprint!, context.Broadcasts.Values)
                ?? throw new FunctionException(
                    $"the model '{model.Name}' ({model.Fingerprint![..12]}) did not come with the task, which has {context.Broadcasts.Count} broadcasts: "
                    + "do not dispose the model on the driver before its last query has run");
            return new BroadcastSource(model.Name, broadcast, TemporaryFolder(), memory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FunctionException($"the broadcast with the model '{model.Name}' cannot be read on this executor: {exception.Message}", exception);
        }
    }

    private static string TemporaryFolder()
    {
        string? local = Environment.GetEnvironmentVariable("SPARK_LOCAL_DIRS")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
        return local is not null && Directory.Exists(local) ? local : Path.GetTempPath();
    }

    private static double? Setting(TaskFacts task)
    {
        if (!task.LocalProperties.TryGetValue(IdleSetting, out string? text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double minutes) && minutes >= 0 && minutes < 1e6
            ? minutes
            : throw new FunctionException($"the setting {IdleSetting} is '{text}': it must be a number of minutes, 0 or more");
    }
}
