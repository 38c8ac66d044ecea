using System.CommandLine;
using SparkNer.Cli;
using SparkNer.Cli.Help;
using SparkNer.Cli.Options;
using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Sql;

namespace SparkNer.Jobs.Annotate;

/// <summary>The job's program: options, session, job, and what is said at the end.</summary>
internal static class AnnotateProgram
{
    private const string Word = "annotate";

    /// <summary>Runs the job in the JVM that started this program, or in one that it starts.</summary>
    /// <param name="args">The options; before them, from spark-submit, the word <c>annotate</c>.</param>
    public static int Run(string[] args)
    {
        using var results = new ResultWriter(Console.OpenStandardOutput(), Environment.GetEnvironmentVariable(ResultLines.Variable) == "1");
        ConsoleStreams streams = ConsoleStreams.OfProcess() with { Out = results };
        using Interruption interruption = new Interruption(() => streams.Error.WriteLine("sparkner: stopping (again to kill)")).Listen();
        var errors = new ErrorReporter(streams.CreateError(), streams.Environment("SPARKNER_DEBUG") is "1" or "true");
        try
        {
            string[] given = CommandLineArguments.Normalize(args is [Word, ..] ? args[1..] : args);
            if (given is ["--help" or "-h", ..])
            {
                new HelpWriter(streams.Out, 100).WriteCommand("sparkner-annotate [options]", HelpText.SubmitAnnotate, takesInputs: false, JobOptions.OfProgram, []);
                return ExitCode.Ok;
            }

            AnnotateJobSettings settings = Read(given);
            foreach (string warning in settings.Annotate.Warnings)
            {
                errors.Warn(warning);
            }

            using SparkSession spark = Start(settings);
            using CancellationTokenRegistration cancel = interruption.Token.Register(() => CancelJobs(spark));
            new AnnotateJob(settings, streams).Run(spark, interruption.Token);
            return ExitCode.Ok;
        }
        catch (Exception exception)
        {
            return errors.Report(Told(exception, interruption.Token), "sparkner submit annotate --help", interruption.Token.IsCancellationRequested);
        }
    }

    /// <summary>The settings in the program's arguments.</summary>
    /// <exception cref="UsageException">Something in them is wrong.</exception>
    internal static AnnotateJobSettings Read(string[] args)
    {
        var command = new SpecCommand("sparkner-annotate", HelpText.SubmitAnnotate, JobOptions.OfProgram, takesInputs: false);
        var root = new RootCommand { command.Command };
        ParseResult parsed = root.Parse([command.Command.Name, .. args], new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        return AnnotateJobSettingsBuilder.Build(AnnotateJobSettingsBuilder.WithConfig(command.Read(parsed, args)));
    }

    private static SparkSession Start(AnnotateJobSettings settings)
    {
        Builder builder = SparkSession.Builder().AllowUnsupportedSpark(settings.AllowUnsupportedSpark);

        // A name that the user gave stays.
        return (SubmittedGateway.Find() is null ? builder.AppName("sparkner annotate") : builder).GetOrCreate();
    }

    // On a connection of its own: the one that waits for the job is busy.
    private static void CancelJobs(SparkSession spark)
    {
        try
        {
            spark.SparkContext.CancelAllJobs();
        }
        catch (Exception exception) when (exception is JavaException or GatewayException)
        {
            // The JVM is going down as well: there is nothing left to cancel.
        }
    }

    // What Spark says in its own words is expected: it is about the user's data or cluster.
    private static Exception Told(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(exception.Message, exception, cancellationToken),
        SparkSetupException or GatewayException or JavaException => new UserErrorException(exception.Message, exception),
        _ => exception,
    };
}
