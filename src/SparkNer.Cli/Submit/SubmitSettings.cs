using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>Everything that <c>sparkner submit</c> was told for a job, checked.</summary>
/// <param name="Job">Which job.</param>
/// <param name="Cluster">Where it runs.</param>
/// <param name="Arguments">What it does, as arguments of the driver's program.</param>
/// <param name="Models">The models that it uses: folders, names or URLs.</param>
internal sealed record SubmitSettings(SparkJob Job, ClusterSettings Cluster, IReadOnlyList<string> Arguments, IReadOnlyList<string> Models)
{
    /// <summary>Whether a Spark newer than the newest known one is tried.</summary>
    public bool AllowUnsupportedSpark { get; init; }

    /// <summary>What the user should know before it starts.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads the options of <c>sparkner submit annotate</c>.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static SubmitSettings Annotate(GivenOptions commandLine)
    {
        GivenOptions given = AnnotateJobSettingsBuilder.WithConfig(commandLine);
        AnnotateJobSettings job = AnnotateJobSettingsBuilder.Build(given);
        IReadOnlyList<string> arguments = JobArguments.Write(given, job.Annotate.Given, File.ReadAllLines);
        return new SubmitSettings(SparkJob.Annotate, ClusterSettings.Read(given), arguments, [job.Annotate.Model])
        {
            AllowUnsupportedSpark = job.AllowUnsupportedSpark,
            Warnings = job.Annotate.Warnings,
        };
    }

    /// <summary>Reads the options of <c>sparkner submit evaluate</c>.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static SubmitSettings Evaluate(GivenOptions given)
    {
        EvaluateJobSettings job = EvaluateJobSettingsBuilder.Build(given);
        IReadOnlyList<string> arguments = JobArguments.Write(given, EvaluateJobOptions.All);
        return new SubmitSettings(SparkJob.Evaluate, ClusterSettings.Read(given), arguments, [.. job.Taggers.Select(t => t.Model)]) { AllowUnsupportedSpark = job.AllowUnsupportedSpark };
    }
}
