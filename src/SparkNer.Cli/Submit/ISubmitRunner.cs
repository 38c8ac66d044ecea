using Spectre.Console;

namespace SparkNer.Cli.Submit;

/// <summary>Does what <c>sparkner submit</c> is for.</summary>
internal interface ISubmitRunner
{
    /// <summary>Starts the job, waits for it and prints its results to stdout, all else to <paramref name="stderr"/>.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The job failed or could not be started; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the job has ended.</exception>
    int Run(SubmitSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);

    /// <summary>Makes the archive for the executors, unless it is there, and prints its path to stdout.</summary>
    /// <param name="output">Where it goes; null for a place of its own.</param>
    /// <exception cref="UserErrorException">It could not be made.</exception>
    int MakeArchive(string? output, CancellationToken cancellationToken);
}
