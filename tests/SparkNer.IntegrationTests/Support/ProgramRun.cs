namespace SparkNer.IntegrationTests.Support;

/// <summary>One run of a program, to its end.</summary>
internal static class ProgramRun
{
    /// <summary>How long a run may take if its test does not say: long enough for a busy machine, short enough to end a hang.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program with everything that it starts, and waits.</summary>
    /// <exception cref="TimeoutException">It took longer and was killed.</exception>
    public static ProgramResult Run(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string folder, TimeSpan? timeout = null)
    {
        using var process = GuardedProcess.Start(command, environment, folder);
        int exitCode = process.WaitForExit(timeout ?? DefaultTimeout);
        return new ProgramResult(process.Command, exitCode, process.Out.Text, process.Error.Text);
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Out">Its stdout.</param>
/// <param name="Error">Its stderr.</param>
internal sealed record ProgramResult(string Command, int ExitCode, string Out, string Error)
{
    private const int ShownChars = 8000;

    /// <summary>This result, if the exit code is 0.</summary>
    public ProgramResult EnsureSuccess()
    {
        Assert.True(ExitCode == 0, $"{Command}\nended with exit code {ExitCode}.\nstdout:\n{End(Out)}\nstderr:\n{End(Error)}");
        return this;
    }

    /// <summary>This result, if the exit code is another one than 0.</summary>
    public ProgramResult EnsureFailure()
    {
        Assert.True(ExitCode != 0, $"{Command}\ndid not fail.\nstdout:\n{End(Out)}\nstderr:\n{End(Error)}");
        return this;
    }

    private static string End(string text) => text.Length <= ShownChars ? text : "..." + text[^ShownChars..];
}
