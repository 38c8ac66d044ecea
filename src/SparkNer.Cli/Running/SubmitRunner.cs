using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner submit</c> does: builds the command, runs it and says how it ended.</summary>
/// <param name="streams">Where results and messages go.</param>
/// <param name="folder">The folder of this program.</param>
internal sealed class SubmitRunner(ConsoleStreams streams, string folder) : ISubmitRunner
{
    public int Run(SubmitSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken)
    {
        SparkSubmitCommand command = new JobCommand(streams, folder).Build(settings.Job, settings.Cluster, settings.AllowUnsupportedSpark, cancellationToken) with { Arguments = settings.Arguments };
        if (!settings.Cluster.ClusterMode)
        {
            foreach (string model in settings.Models)
            {
                CheckModel(model);
            }
        }

        return new SparkRun(command, streams).Run(settings.Cluster.DryRun, cancellationToken);
    }

    public int MakeArchive(string? output, CancellationToken cancellationToken)
    {
        var archive = new ProgramArchive(ProgramFiles.Find(folder), streams.Environment, streams.Error);
        streams.Out.WriteLine(output is null ? archive.Get(cancellationToken) : archive.Make(output, cancellationToken));
        return ExitCode.Ok;
    }

    // Before a JVM is started for nothing. What Spark's file systems hold, only Spark can look for.
    private static void CheckModel(string model)
    {
        if (!SparkModels.IsUrl(model) && !Directory.Exists(ModelPaths.Find(model)))
        {
            throw new UserErrorException($"there is no model folder '{model}': --model takes a folder, or the name of one in models/.");
        }
    }
}
