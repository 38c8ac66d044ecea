using Spectre.Console;

namespace SparkNer.Cli.Model;

/// <summary>Does what <c>sparkner model pull</c> is for.</summary>
internal interface IPullRunner
{
    /// <summary>Fetches the model and prints its folder on stdout.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    int Run(PullSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
