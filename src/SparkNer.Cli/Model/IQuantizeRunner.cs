using Spectre.Console;

namespace SparkNer.Cli.Model;

/// <summary>Does what <c>sparkner model quantize</c> is for.</summary>
internal interface IQuantizeRunner
{
    /// <summary>Quantizes the model and prints to stdout what came of it.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">It failed; the message says why.</exception>
    int Run(QuantizeSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
