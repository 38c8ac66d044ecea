using SparkNer.Cli;
using SparkNer.Cli.Help;
using SparkNer.Cli.Submit;

namespace SparkNer.Jobs.Evaluate;

/// <summary>The job's program: options, session, job.</summary>
internal static class EvaluateProgram
{
    private static readonly JobCommandLine _commandLine = new(SparkJob.Evaluate, HelpText.SubmitEvaluate, EvaluateJobOptions.All);

    /// <summary>Runs the job.</summary>
    /// <param name="args">The options; before them, from spark-submit, the word <c>evaluate</c>.</param>
    public static int Run(string[] args) => JobProgram.Run(
        SparkJob.Evaluate.Name,
        "sparkner submit evaluate --help",
        (streams, _) => _commandLine.Read(args, streams) is { } given ? EvaluateJobSettingsBuilder.Build(given) : null,
        settings => settings.AllowUnsupportedSpark,
        (settings, streams, spark, token) =>
        {
            new EvaluateJob(settings, streams).Run(spark, token);
            return ExitCode.Ok;
        });

    /// <summary>The settings in the program's arguments.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    internal static EvaluateJobSettings Read(string[] args) => EvaluateJobSettingsBuilder.Build(_commandLine.Read(args));
}
