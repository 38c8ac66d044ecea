using SparkNer.Cli.Output;
using SparkNer.Cli.Running;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>One run of <c>sparkner submit</c> from a package's folder, in this process; only spark-submit is a process of its own.</summary>
internal sealed record SubmitRun(int ExitCode, string Out, string Error)
{
    /// <summary>The last line on stderr that is an error of ours.</summary>
    public string LastError => Error.Split('\n').LastOrDefault(line => line.StartsWith("sparkner: ", StringComparison.Ordinal)) ?? "";

    public static SubmitRun Of(FakeSpark spark, params string[] args) => With(spark, [], CancellationToken.None, args);

    public static SubmitRun With(FakeSpark spark, Dictionary<string, string> environment, CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var variables = new Dictionary<string, string>(environment);
        variables.TryAdd("SPARK_HOME", spark.Home);
        variables.TryAdd("XDG_CACHE_HOME", spark["cache"]);
        var streams = new ConsoleStreams(output, false, TextWriter.Synchronized(error), false, variables.GetValueOrDefault, () => 100);
        var application = new CliApplication(streams, new CommandRunners { Submit = new SubmitRunner(streams, spark.Package()), Doctor = new DoctorRunner(streams, spark.Package()) });
        int exitCode = application.Run(args, cancellationToken);
        return new SubmitRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>submit annotate --input in --output out</c> with more arguments.</summary>
    public static SubmitRun Annotate(FakeSpark spark, params string[] args) => Of(spark, ["submit", "annotate", "--input", "in", "--output", "out", .. args]);
}
