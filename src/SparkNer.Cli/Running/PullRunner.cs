using SparkNer.Cli.Model;
using SparkNer.Cli.Output;
using Spectre.Console;

namespace SparkNer.Cli.Running;

/// <summary>What <c>sparkner model pull</c> does.</summary>
/// <param name="streams">Where the folder and messages go.</param>
internal sealed class PullRunner(ConsoleStreams streams) : IPullRunner
{
    public int Run(PullSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken) =>
        throw new UserErrorException($"{settings.Repository}: nothing is pulled to {streams.Out} yet.");
}
