using SparkNer.Cli.Output;
using Spectre.Console;

namespace SparkNer.Cli;

/// <summary>Turns what ended a run into a message on stderr and an exit code.</summary>
/// <param name="stderr">Where messages go.</param>
/// <param name="debug">Whether to print stack traces (SPARKNER_DEBUG=1).</param>
internal sealed class ErrorReporter(IAnsiConsole stderr, bool debug)
{
    /// <summary>Prints the message.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="helpCommand">The command whose help explains the usage, e.g. <c>sparkner annotate --help</c>.</param>
    /// <param name="interrupted">Whether the user asked to stop.</param>
    /// <returns>The exit code.</returns>
    public int Report(Exception error, string helpCommand, bool interrupted)
    {
        while (error is AggregateException { InnerExceptions.Count: 1 } aggregate)
        {
            error = aggregate.InnerExceptions[0];
        }

        int exitCode;
        if (interrupted && error is OperationCanceledException)
        {
            WriteLine("interrupted", "yellow", "nothing unfinished was left behind.");
            exitCode = ExitCode.Interrupted;
        }
        else if (error is UsageException)
        {
            WriteLine("error", "red", error.Message);
            WriteRaw($"Try '{helpCommand}'.");
            exitCode = ExitCode.Usage;
        }
        else if (IsExpected(error))
        {
            WriteLine("error", "red", error.Message);
            exitCode = ExitCode.Failed;
        }
        else
        {
            WriteLine("internal error", "red", $"{error.GetType().Name}: {error.Message}");
            WriteRaw("This is a mistake in sparkner, not in your data. Please report it with the command, 'sparkner --version' and what it prints with SPARKNER_DEBUG=1.");
            exitCode = ExitCode.Failed;
        }

        if (debug)
        {
            stderr.Profile.Out.Writer.WriteLine(error);
        }

        return exitCode;
    }

    /// <summary>Prints a warning.</summary>
    public void Warn(string message) => WriteLine("warning", "yellow", message);

    // The message explains itself; a stack trace would not help.
    private static bool IsExpected(Exception error) => error is UserErrorException or IOException or UnauthorizedAccessException;

    private void WriteLine(string kind, string colour, string message)
    {
        stderr.Markup($"sparkner: [{colour}]{kind}[/]: ");
        WriteRaw(message);
    }

    // Past Spectre, which would break the line into several.
    private void WriteRaw(string message) => stderr.Profile.Out.Writer.WriteLine(Printable.Line(message));
}
