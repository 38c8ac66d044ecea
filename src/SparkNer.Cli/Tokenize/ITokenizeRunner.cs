using Spectre.Console;

namespace SparkNer.Cli.Tokenize;

/// <summary>Does what <c>sparkner tokenize</c> is for: JSON lines from stdin, one JSON line each to stdout.</summary>
internal interface ITokenizeRunner
{
    /// <summary>Runs to the end of stdin.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The run failed; the message says why.</exception>
    int Run(TokenizeSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
