using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SparkNer.Cli.Submit;

/// <summary>A run of spark-submit: gives its lines, passes on the wish to stop, waits.</summary>
internal sealed partial class SparkProcess
{
    private const int Terminate = 15;

    // In a session of its own: Ctrl-C at the terminal would otherwise kill Spark before we can end it in order.
    private static readonly string? _setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    private readonly ProcessStartInfo _start;

    /// <summary>Does not start it yet.</summary>
    /// <param name="command">The command's words.</param>
    /// <param name="variables">Environment variables to set; null takes one away.</param>
    public SparkProcess(IReadOnlyList<string> command, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        string[] words = _setsid is null ? [.. command] : [_setsid, .. command];
        _start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach ((string name, string? value) in variables)
        {
            _start.Environment[name] = value;
        }
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="onOutput">Gets each line of its standard output.</param>
    /// <param name="onError">Gets each line of its standard error; called on another thread than <paramref name="onOutput"/>.</param>
    /// <param name="cancellationToken">Cancelled: asks the process to end. It is waited for.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">It cannot be started.</exception>
    public int Run(Action<string> onOutput, Action<string> onError, CancellationToken cancellationToken)
    {
        Process process;
        try
        {
            process = Process.Start(_start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new UserErrorException($"'{_start.FileName}' cannot be started: {exception.Message}", exception);
        }

        using (process)
        {
            process.StandardInput.Close();
            using CancellationTokenRegistration stop = cancellationToken.Register(() => Stop(process));
            Task output = Task.Run(() => Pump(process.StandardOutput, onOutput), CancellationToken.None);
            Task error = Task.Run(() => Pump(process.StandardError, onError), CancellationToken.None);
            process.WaitForExit();
            Task.WaitAll([output, error], CancellationToken.None);
            return process.ExitCode;
        }
    }

    private static void Pump(StreamReader reader, Action<string> onLine)
    {
        while (reader.ReadLine() is { } line)
        {
            onLine(line);
        }
    }

    private static void Stop(Process process)
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Terminate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
