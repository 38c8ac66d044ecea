using Spectre.Console;

namespace SparkNer.Cli.Evaluate;

/// <summary>Does what <c>sparkner evaluate</c> is for.</summary>
internal interface IEvaluateRunner
{
    /// <summary>Scores a file and prints the report.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The run failed; the message says why.</exception>
    int Run(EvaluateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
