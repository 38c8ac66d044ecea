using SparkNer.Cli.Output;
using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Running;

/// <summary>One run of a spark-submit command, from its environment to how it ended.</summary>
internal sealed class SparkRun(SparkSubmitCommand command, ConsoleStreams streams)
{
    private readonly ClusterOutcome _outcome = new();
    private readonly Lock _lock = new();
    private string? _error;

    // On YARN spark-submit itself says how the job ended.
    private bool EndIsInLog => command is { ClusterMode: true, Master.Kind: MasterKind.Standalone or MasterKind.Kubernetes };

    /// <summary>Runs the command, or prints it.</summary>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">The job failed; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the job has ended.</exception>
    public int Run(bool dryRun, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> words = command.Build();
        List<KeyValuePair<string, string?>> variables = Variables();
        if (dryRun)
        {
            string[] set = [.. variables.Where(v => v.Value is not null).Select(v => $"{v.Key}={v.Value}")];
            streams.Out.WriteLine(ShellText.Join(set.Length > 0 ? ["env", .. set, .. words] : words));
            return ExitCode.Ok;
        }

        variables.Add(new(ResultLines.Variable, "1"));
        string? log = null;
        try
        {
            if (EndIsInLog)
            {
                log = Directory.CreateTempSubdirectory("sparkner-submit-").FullName;
                string settings = Path.Combine(log, "log4j2.properties");
                File.WriteAllText(settings, ClusterOutcome.Log4j);
                variables.Add(new("SPARK_SUBMIT_OPTS", $"{streams.Environment("SPARK_SUBMIT_OPTS")} -Dlog4j2.configurationFile={settings}".Trim()));
            }

            int exitCode = new SparkProcess(words, variables).Run(OnOutput, OnError, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                StopDriver();
                throw new OperationCanceledException(cancellationToken);
            }

            return End(exitCode);
        }
        finally
        {
            if (log is not null)
            {
                Directory.Delete(log, recursive: true);
            }
        }
    }

    private int End(int exitCode)
    {
        if (exitCode != 0 && !(EndIsInLog && _outcome.End is not null))
        {
            string message = _error ?? $"the job failed: spark-submit ended with exit code {exitCode}. Its reason stands above.";
            throw exitCode == ExitCode.Usage && _error is not null ? new UsageException(message) : new UserErrorException(message);
        }

        if (exitCode == 0 && (!EndIsInLog || _outcome.Succeeded))
        {
            return ExitCode.Ok;
        }

        throw new UserErrorException(_outcome switch
        {
            { End: { } end, Driver: { } driver } when command.Master.Kind == MasterKind.Standalone =>
                $"the job failed on the cluster: {driver} ended as {end}. Its messages are on the node that ran it, in {driver}/stdout and {driver}/stderr under Spark's folder 'work', and on the master's page.",
            { End: { } end, Driver: { } driver } => $"the job failed on the cluster: the pod {driver} ended as {end}. 'kubectl logs {driver}' shows its messages.",
            { Driver: { } driver } => $"how {driver} ended is unknown: spark-submit stopped waiting for it. Look at the cluster's page.",
            _ => "how the job ended is unknown: spark-submit did not say. Look at the cluster's page.",
        });
    }

    private void OnOutput(string line)
    {
        if (line.StartsWith(ResultLines.Mark, StringComparison.Ordinal))
        {
            streams.Out.WriteLine(line[ResultLines.Mark.Length..]);
        }
        else if (_error is null && line.StartsWith(ResultLines.Error, StringComparison.Ordinal))
        {
            // Kept for the end: Spark goes on talking after it.
            _error = line[ResultLines.Error.Length..];
        }
        else
        {
            streams.Error.WriteLine(line);
        }
    }

    private void OnError(string line)
    {
        lock (_lock)
        {
            _outcome.Read(line);
        }

        streams.Error.WriteLine(line);
    }

    // The driver on the cluster does not end with spark-submit.
    private void StopDriver()
    {
        if (!command.ClusterMode)
        {
            return;
        }

        if (command.Master.Kind == MasterKind.Standalone && _outcome is { Driver: { } driver, End: null })
        {
            streams.Error.WriteLine($"sparkner: stopping {driver}");
            string[] kill = [Path.Combine(command.Spark.Folder, "bin", "spark-class"), "org.apache.spark.deploy.Client", "kill", command.Master.Url, driver];
            new SparkProcess(kill, Variables()).Run(streams.Error.WriteLine, streams.Error.WriteLine, CancellationToken.None);
        }
        else if (_outcome.End is null)
        {
            streams.Error.WriteLine("sparkner: warning: the driver may still run on the cluster: stop it there.");
        }
    }

    private List<KeyValuePair<string, string?>> Variables()
    {
        // They would have no say in which program runs; gone, nobody need wonder.
        var variables = new List<KeyValuePair<string, string?>> { new("PYSPARK_PYTHON", null), new("PYSPARK_DRIVER_PYTHON", null) };

        // Spark's scripts believe this variable rather than their own place.
        if (streams.Environment("SPARK_HOME") is { Length: > 0 } home && Path.TrimEndingDirectorySeparator(home) != command.Spark.Folder)
        {
            variables.Add(new("SPARK_HOME", command.Spark.Folder));
        }

        if (SharedRuntime.Root(streams.Environment) is { } root)
        {
            variables.Add(new("DOTNET_ROOT", root));
        }

        return variables;
    }
}
