using System.Diagnostics;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>A driver JVM that we started by Spark's own script. It ends when this is disposed, and by itself when our process dies: it reads our end of a pipe.</summary>
public sealed class DriverJvm : IDisposable
{
    private const int LinesKept = 50;
    private static readonly TimeSpan FileLookedForEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan EndNoticedWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndExpectedWithin = TimeSpan.FromSeconds(30);

    // They would choose other workers, or another driver than us.
    private static readonly string[] Unwanted =
    [
        "PYSPARK_PYTHON", "PYSPARK_DRIVER_PYTHON", "PYSPARK_DRIVER_PYTHON_OPTS", "PYSPARK_SUBMIT_ARGS", "PYSPARK_GATEWAY_PORT", "PYSPARK_GATEWAY_SECRET",
        "SPARK_REMOTE", "PYSPARK_REMOTE_INIT_CONF_LEN",
    ];

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private bool _disposed;

    private DriverJvm(Process process, ProcessOutput output, GatewayAddress address) => (_process, _output, Address) = (process, output, address);

    /// <summary>Where it listens.</summary>
    public GatewayAddress Address { get; }

    /// <summary>Its process number.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts a JVM and waits until it listens.</summary>
    /// <param name="spark">The Spark to start.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Gives up and ends what was started.</param>
    /// <exception cref="SparkSetupException">It did not start; the message holds what it wrote.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DriverJvm Start(SparkInstallation spark, DriverJvmOptions options, CancellationToken cancellationToken = default)
    {
        JavaRuntime.Check(spark, name => options.Environment.TryGetValue(name, out string? value) ? value : Environment.GetEnvironmentVariable(name));

        // Only we may read it: it will hold the secret.
        string folder = Directory.CreateTempSubdirectory("sparkner-").FullName;
        try
        {
            string info = Path.Combine(folder, "connection");
            Process process = Launch(StartInfo(spark, options, info));
            try
            {
                var output = new ProcessOutput(process, options.Log, LinesKept);
                WaitFor(info, process, output, cancellationToken);
                return new DriverJvm(process, output, ConnectionInfo.Read(File.ReadAllBytes(info)));
            }
            catch
            {
                Kill(process);
                throw;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Asks the JVM to end, waits for it, and kills it if it does not. Stop the Spark context first.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }

        if (!_process.WaitForExit(EndExpectedWithin))
        {
            Kill(_process);
            return;
        }

        _process.Dispose();
    }

    /// <summary>How it ended; null if it runs.</summary>
    internal JvmEnd? End()
    {
        try
        {
            // The connection breaks a little before the process is gone.
            return _process.WaitForExit(EndNoticedWithin) ? new JvmEnd(_process.ExitCode, _output.LastLines(EndNoticedWithin)) : null;
        }
        catch (InvalidOperationException)
        {
            // Disposed.
            return null;
        }
    }

    private static ProcessStartInfo StartInfo(SparkInstallation spark, DriverJvmOptions options, string info)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = spark.SparkSubmit;
        }
        else
        {
            // Ctrl-C goes to every process of the terminal, and must not end the JVM before we have cancelled its jobs: what a shell ignores, its children ignore too.
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("trap '' INT; exec \"$0\" \"$@\"");
            start.ArgumentList.Add(spark.SparkSubmit);
        }

        foreach (string argument in SubmitArguments(options))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string name in Unwanted)
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string? value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["SPARK_HOME"] = spark.Home;
        start.Environment["_PYSPARK_DRIVER_CONN_INFO_PATH"] = info;
        return start;
    }

    private static IEnumerable<string> SubmitArguments(DriverJvmOptions options) =>
    [
        .. options.Master is { } master ? new[] { "--master", master } : [],
        .. options.Conf.SelectMany(pair => new[] { "--conf", $"{pair.Key}={pair.Value}" }),
        .. options.Arguments,
        "pyspark-shell",
    ];

    private static Process Launch(ProcessStartInfo start)
    {
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
            return process;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            process.Dispose();
            throw new SparkSetupException($"{start.FileName} could not be started: {e.Message}", e);
        }
    }

    private static void WaitFor(string info, Process process, ProcessOutput output, CancellationToken cancellationToken)
    {
        // It appears by being renamed, hence complete.
        while (!File.Exists(info))
        {
            if (process.WaitForExit(FileLookedForEvery))
            {
                throw new SparkSetupException(StartFailure.Describe(process.ExitCode, output.LastLines(EndNoticedWithin)));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }

        process.Dispose();
    }
}
