using System.CommandLine;
using SparkNer.Cli;
using SparkNer.Cli.Help;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;

namespace SparkNer.Jobs.Annotate;

/// <summary>The job's program: options, session, job, and what is said at the end.</summary>
internal static class AnnotateProgram
{
    private const string Word = "annotate";

    /// <summary>Runs the job.</summary>
    /// <param name="args">The options; before them, from spark-submit, the word <c>annotate</c>.</param>
    public static int Run(string[] args) => JobProgram.Run(
        "sparkner annotate",
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
    internal static AnnotateJobSettings Read(string[] args)
    {
        var command = new SpecCommand(Word, HelpText.SubmitAnnotate, JobOptions.OfProgram, takesInputs: false);
        var root = new RootCommand { command.Command };
        ParseResult parsed = root.Parse([command.Command.Name, .. args], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        return AnnotateJobSettingsBuilder.Build(AnnotateJobSettingsBuilder.WithConfig(command.Read(parsed, args)));
    }

    private static AnnotateJobSettings? Read(string[] args, ConsoleStreams streams, ErrorReporter errors)
    {
        string[] given = CommandLineArguments.Normalize(args is [Word, ..] ? args[1..] : args);
        if (given is ["--help" or "-h", ..])
        {
            new HelpWriter(streams.Out, 100).WriteCommand("sparkner-annotate [options]", HelpText.SubmitAnnotate, argument: null, JobOptions.OfProgram, []);
            return null;
        }

        AnnotateJobSettings settings = Read(given);
        foreach (string warning in settings.Annotate.Warnings)
        {
            errors.Warn(warning);
        }

        return settings;
    }
}
