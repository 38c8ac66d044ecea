using Spectre.Console;

namespace SparkNer.Cli.Udf;

/// <summary>Does what <c>sparkner udf</c> is for.</summary>
internal interface IUdfRunner
{
    /// <summary>Checks the model and writes the function's description.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    int Run(UdfSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
