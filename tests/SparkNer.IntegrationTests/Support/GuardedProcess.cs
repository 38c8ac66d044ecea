using System.Diagnostics;

namespace SparkNer.IntegrationTests.Support;

/// <summary>
/// A program with all that it starts: a process group of its own, watched by a shell that ends the whole group when the program ends and when the test
/// process is gone, also if that was killed.
/// </summary>
internal sealed class GuardedProcess : IDisposable
{
    // The guard's stdin is a pipe from the test process: a line is a signal for the group, its end is the end of the test process. What the shell itself has to
    // say, such as how a job has ended, is not the program's stderr.
    private const string Guard =
        """
        set -m
        exec 3<&0 4>&2 2>/dev/null
        "$@" </dev/null 2>&4 3<&- 4>&- &
        program=$!
        {
          while read -r signal; do kill -s "$signal" -- "-$program"; done
          kill -s KILL -- "-$program"
        } <&3 >/dev/null 4>&- &
        watcher=$!
        exec 3<&- 4>&- >/dev/null
        wait "$program"
        code=$?
        kill -s KILL -- "-$watcher" "-$program"
        exit "$code"
        """;

    private readonly Process _guard;
    private readonly Task _reading;

    private GuardedProcess(Process guard, string command)
    {
        (_guard, Command) = (guard, command);
        Out = new OutputLines();
        Error = new OutputLines();
        _reading = Task.WhenAll(Out.ReadAsync(guard.StandardOutput), Error.ReadAsync(guard.StandardError));
    }

    /// <summary>What was started, for messages.</summary>
    public string Command { get; }

    /// <summary>The lines on stdout.</summary>
    public OutputLines Out { get; }

    /// <summary>The lines on stderr.</summary>
    public OutputLines Error { get; }

    /// <summary>Whether the program has ended.</summary>
    public bool HasExited => _guard.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="folder">Where it runs.</param>
    public static GuardedProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", Guard, "guard", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new GuardedProcess(Process.Start(start)!, string.Join(' ', command));
    }

    /// <summary>Sends a signal (<c>INT</c>, <c>TERM</c>) to the program and all that it started.</summary>
    public void Signal(string signal)
    {
        _guard.StandardInput.WriteLine(signal);
        _guard.StandardInput.Flush();
    }

    /// <summary>Waits for the end, all output included. What takes longer is killed and is an error.</summary>
    /// <exception cref="TimeoutException">It took longer; the message holds the end of the output.</exception>
    public int WaitForExit(TimeSpan timeout)
    {
        if (!_reading.Wait(timeout) || !_guard.WaitForExit(timeout))
        {
            Kill();
            throw new TimeoutException($"{Command}\nhas not ended after {timeout.TotalSeconds:0} s.\n{Describe()}");
        }

        return _guard.ExitCode;
    }

    /// <summary>Kills the program and all that it started.</summary>
    public void Kill()
    {
        _guard.StandardInput.Dispose();
        _guard.WaitForExit();
    }

    /// <summary>The end of what it wrote, for messages.</summary>
    public string Describe() => $"stdout ends with:\n{Out.Tail()}\nstderr ends with:\n{Error.Tail()}";

    /// <summary>Kills what still runs.</summary>
    public void Dispose()
    {
        Kill();
        _guard.Dispose();
    }
}
