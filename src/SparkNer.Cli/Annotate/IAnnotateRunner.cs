using Spectre.Console;

namespace SparkNer.Cli.Annotate;

/// <summary>Does what <c>sparkner annotate</c> is for.</summary>
internal interface IAnnotateRunner
{
    /// <summary>Runs to the end. Results go to stdout or files; all else goes to <paramref name="stderr"/>.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The run failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing unfinished is left behind.</exception>
    int Run(AnnotateSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
