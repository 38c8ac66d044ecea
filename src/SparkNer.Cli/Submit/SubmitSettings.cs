using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>Everything that <c>sparkner submit annotate</c> was told, checked.</summary>
/// <param name="Cluster">Where the job runs.</param>
/// <param name="Job">What it does.</param>
/// <param name="Arguments">The same as arguments of the driver's program.</param>
internal sealed record SubmitSettings(ClusterSettings Cluster, AnnotateJobSettings Job, IReadOnlyList<string> Arguments)
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    public static SubmitSettings Read(GivenOptions commandLine)
    {
        GivenOptions given = AnnotateJobSettingsBuilder.WithConfig(commandLine);
        AnnotateJobSettings job = AnnotateJobSettingsBuilder.Build(given);
        return new SubmitSettings(ClusterSettings.Read(given), job, JobArguments.Write(given, job.Annotate.Given, File.ReadAllLines));
    }
}
