using Spectre.Console;

namespace SparkNer.Cli.Doctor;

/// <summary>Does what <c>sparkner doctor</c> is for: tries what a run needs, here and on executors.</summary>
internal interface IDoctorRunner
{
    /// <summary>Prints what was found to stdout as a table.</summary>
    /// <returns><see cref="ExitCode.Ok"/> if all is well, <see cref="ExitCode.Failed"/> if something is wrong.</returns>
    /// <exception cref="UserErrorException">It could not be tried; the message says why.</exception>
    int Run(DoctorSettings settings, IAnsiConsole stderr, CancellationToken cancellationToken);
}
