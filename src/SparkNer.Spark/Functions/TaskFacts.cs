namespace SparkNer.Spark.Functions;

/// <summary>What Spark says about a task.</summary>
public sealed record TaskFacts
{
    /// <summary>The driver's version of Spark.</summary>
    public required SparkVersion Version { get; init; }

    /// <summary>The partition's number in its stage.</summary>
    public required int PartitionId { get; init; }

    /// <summary>The stage's number.</summary>
    public required int StageId { get; init; }

    /// <summary>0 for the first attempt.</summary>
    public required int AttemptNumber { get; init; }

    /// <summary>A number that no other attempt of the application has.</summary>
    public required long TaskAttemptId { get; init; }

    /// <summary>How many cores the task may use.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>The session's settings (<c>spark.*</c>) and the job's description. May hold secrets: not for logs as a whole.</summary>
    public IReadOnlyDictionary<string, string> LocalProperties { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder with the files of <c>SparkContext.addFile</c>.</summary>
    public string FilesFolder { get; init; } = "";

    /// <summary>How the function is called.</summary>
    public required EvalType EvalType { get; init; }

    /// <summary>The settings that Spark sends for Arrow functions.</summary>
    public IReadOnlyDictionary<string, string> RunnerSettings { get; init; } = new Dictionary<string, string>();
}
