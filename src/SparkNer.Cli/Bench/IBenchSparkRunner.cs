using Spectre.Console;

namespace SparkNer.Cli.Bench;

/// <summary>Does what <c>sparkner bench spark</c> is for: the same work on Spark and without it, turn by turn.</summary>
internal interface IBenchSparkRunner
{
    /// <summary>Measures and prints the figures to stdout.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The run failed; the message says why.</exception>
    int Run(BenchSparkSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
