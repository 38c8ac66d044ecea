namespace SparkNer.Spark.Ner;

/// <summary>What a <c>preflight</c> call found on its executor.</summary>
public sealed record PreflightReport
{
    /// <summary>The machine's name.</summary>
    public required string Host { get; init; }

    /// <summary>The worker's process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The executor's sparkner.</summary>
    public required string Sparkner { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string System { get; init; }

    /// <summary>The version of glibc; null where the machine has another C library, on which the model cannot run.</summary>
    public string? Glibc { get; init; }

    /// <summary>How many processors the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Instruction sets that make inference fast, of <c>avx2</c>, <c>avx512</c>, <c>vnni</c>: those that there are.</summary>
    public required IReadOnlyList<string> CpuFeatures { get; init; }

    /// <summary>The machine's memory in bytes; null if unknown.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The container's limit in bytes; null if there is none, or it is unknown.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>What Spark sets aside for workers (<c>spark.executor.pyspark.memory</c>) in MiB; null if nothing.</summary>
    public int? WorkerMemoryMiB { get; init; }

    /// <summary>The process's memory (resident) in bytes, after the model was tried.</summary>
    public long WorkingSetBytes { get; init; }

    /// <summary>The model's name; null if none was to be tried.</summary>
    public string? Model { get; init; }

    /// <summary>The fingerprint of the model that was loaded.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>How long the task waited for the model, in milliseconds: about 0 where it was in memory already.</summary>
    public double? LoadMilliseconds { get; init; }

    /// <summary>How long the text took, in milliseconds.</summary>
    public double? InferenceMilliseconds { get; init; }

    /// <summary>The entities that were found, such as <c>PER John Smith</c>.</summary>
    public IReadOnlyList<string>? Entities { get; init; }

    /// <summary>How many models the process has loaded so far.</summary>
    public long Loads { get; init; }

    /// <summary>What is wrong, with what to do; null where all is well.</summary>
    public string? Error { get; init; }
}
