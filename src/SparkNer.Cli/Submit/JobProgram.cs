using SparkNer.Cli.Output;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Sql;

namespace SparkNer.Cli.Submit;

/// <summary>What all drivers' programs share: streams with marked results, a session, cancelling, and how Spark's errors are told.</summary>
internal static class JobProgram
{
    private static readonly TimeSpan _cancelAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs a job in the JVM that started this program, or in one that it starts.</summary>
    /// <param name="name">The application's name where nobody gave one.</param>
    /// <param name="helpCommand">The command whose help explains the usage.</param>
    /// <param name="read">Reads the settings before a session is made: the streams, and what warns the user, are given.</param>
    /// <param name="allowUnsupportedSpark">Whether the settings allow a Spark newer than the newest known one.</param>
    /// <param name="run">Does the work and gives the exit code.</param>
    public static int Run<TSettings>(
        string name,
        string helpCommand,
        Func<ConsoleStreams, ErrorReporter, TSettings?> read,
        Func<TSettings, bool> allowUnsupportedSpark,
        Func<TSettings, ConsoleStreams, SparkSession, CancellationToken, int> run)
        where TSettings : class
    {
        using var results = new ResultWriter(Console.OpenStandardOutput(), Environment.GetEnvironmentVariable(ResultLines.Variable) == "1");
        ConsoleStreams streams = ConsoleStreams.OfProcess() with { Out = results };
        using Interruption interruption = new Interruption(() => streams.Error.WriteLine("sparkner: stopping (again to kill)")).Listen();
        var errors = new ErrorReporter(streams.CreateError(), streams.Environment("SPARKNER_DEBUG") is "1" or "true");
        try
        {
            if (read(streams, errors) is not { } settings)
            {
                return ExitCode.Ok;
            }

            using SparkSession spark = Start(name, allowUnsupportedSpark(settings));
            using var ended = new ManualResetEventSlim();
            using CancellationTokenRegistration cancel = interruption.Token.Register(() => CancelJobs(spark, ended));
            try
            {
                return run(settings, streams, spark, interruption.Token);
            }
            finally
            {
                ended.Set();
            }
        }
        catch (Exception exception)
        {
            return errors.Report(Told(exception, interruption.Token), helpCommand, interruption.Token.IsCancellationRequested);
        }
    }

    // A name that the user gave to spark-submit stays.
    private static SparkSession Start(string name, bool allowUnsupportedSpark)
    {
        Builder builder = SparkSession.Builder().AllowUnsupportedSpark(allowUnsupportedSpark);
        return (SubmittedGateway.Find() is null ? builder.AppName(name) : builder).GetOrCreate();
    }

    // On a connection of its own: the one that waits for the job is busy. Again and again, because Spark forgets a wish that comes before the job does: while it plans.
    private static void CancelJobs(SparkSession spark, ManualResetEventSlim ended)
    {
        try
        {
            do
            {
                spark.SparkContext.CancelAllJobs();
            }
            while (!ended.Wait(_cancelAgainAfter));
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
