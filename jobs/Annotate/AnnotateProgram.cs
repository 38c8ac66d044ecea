using SparkNer.Cli;
using SparkNer.Cli.Help;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;

namespace SparkNer.Jobs.Annotate;

/// <summary>The job's program: options, session, job, and what is said at the end.</summary>
internal static class AnnotateProgram
{
    private static readonly JobCommandLine _commandLine = new(SparkJob.Annotate, HelpText.SubmitAnnotate, JobOptions.OfProgram);

    /// <summary>Runs the job.</summary>
    /// <param name="args">The options; before them, from spark-submit, the word <c>annotate</c>.</param>
    public static int Run(string[] args) => JobProgram.Run(
        SparkJob.Annotate.Name,
        "sparkner submit annotate --help",
        (streams, errors) => Read(args, streams, errors),
        settings => settings.AllowUnsupportedSpark,
        (settings, streams, spark, token) =>
        {
            new AnnotateJob(settings, streams).Run(spark, token);
            return ExitCode.Ok;
        });

    /// <summary>The settings in the program's arguments.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    internal static AnnotateJobSettings Read(string[] args) => Settings(_commandLine.Read(args));

    private static AnnotateJobSettings? Read(string[] args, ConsoleStreams streams, ErrorReporter errors)
    {
        if (_commandLine.Read(args, streams) is not { } given)
        {
            return null;
        }

        AnnotateJobSettings settings = Settings(given);
        foreach (string warning in settings.Annotate.Warnings)
        {
            errors.Warn(warning);
        }

        return settings;
    }

    private static AnnotateJobSettings Settings(GivenOptions given) => AnnotateJobSettingsBuilder.Build(AnnotateJobSettingsBuilder.WithConfig(given));
}
