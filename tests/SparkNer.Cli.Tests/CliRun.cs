using SparkNer.Cli.Annotate;
using SparkNer.Cli.Output;

namespace SparkNer.Cli.Tests;

/// <summary>One run of the program in this process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error, RecordingRunners Runners)
{
    /// <summary>The settings that the annotate command got.</summary>
    public AnnotateSettings Settings => Runners.Annotate ?? throw new InvalidOperationException($"The command did not run: {Error}");

    /// <summary>The first line on stderr.</summary>
    public string FirstError => Error.Split('\n')[0];

    public static CliRun Of(params string[] args) => With(new RecordingRunners(), args);

    public static CliRun With(RecordingRunners runners, params string[] args) => With(runners, [], CancellationToken.None, args);

    public static CliRun With(RecordingRunners runners, Dictionary<string, string> environment, CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new ConsoleStreams(output, false, error, false, environment.GetValueOrDefault, () => 80);
        var application = new CliApplication(streams, new CommandRunners { Annotate = runners, Evaluate = runners, Tokenize = runners, BenchEmbedded = runners, ModelPull = runners });
        int exitCode = application.Run(args, cancellationToken);
        return new CliRun(exitCode, output.ToString(), error.ToString(), runners);
    }

    /// <summary>Runs <c>annotate in.jsonl -o out.jsonl</c> with more arguments.</summary>
    public static CliRun Annotate(params string[] args) => Of(["annotate", "in.jsonl", "-o", "out.jsonl", .. args]);
}
