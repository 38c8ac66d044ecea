using System.Text.RegularExpressions;

namespace SparkNer.Cli.Submit;

/// <summary>
/// How a driver on the cluster ended. spark-submit's own exit code does not say it: on a standalone cluster it is 0 however the driver ends, on Kubernetes it is 0
/// when the pod has failed. Both log the end, so that is read from the log. No I/O.
/// </summary>
internal sealed partial class ClusterOutcome
{
    private string? _state;

    /// <summary>The driver's or pod's id; null as long as it is unknown.</summary>
    public string? Driver { get; private set; }

    /// <summary>How it ended, in the cluster's own word; null as long as it has not.</summary>
    public string? End => _state is "FINISHED" or "FAILED" or "ERROR" or "KILLED" or "Succeeded" or "Failed" ? _state : null;

    /// <summary>Whether the job has done its work.</summary>
    public bool Succeeded => _state is "FINISHED" or "Succeeded";

    /// <summary>The settings of Log4j that make spark-submit say it, whatever the user's own say.</summary>
    public const string Log4j =
        """
        rootLogger.level = warn
        rootLogger.appenderRef.stderr.ref = stderr
        appender.stderr.type = Console
        appender.stderr.name = stderr
        appender.stderr.target = SYSTEM_ERR
        appender.stderr.layout.type = PatternLayout
        appender.stderr.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex
        logger.standalone.name = org.apache.spark.deploy.ClientEndpoint
        logger.standalone.level = info
        logger.kubernetes.name = org.apache.spark.deploy.k8s.submit
        logger.kubernetes.level = info

        """;

    /// <summary>Reads a line of spark-submit's log.</summary>
    public void Read(string line)
    {
        if (Standalone().Match(line) is { Success: true } standalone)
        {
            (Driver, _state) = (standalone.Groups[1].Value, standalone.Groups[2].Value);
        }
        else if (Submitted().Match(line) is { Success: true } submitted)
        {
            Driver = submitted.Groups[1].Value;
        }
        else if (PodName().Match(line) is { Success: true } pod)
        {
            Driver = pod.Groups[1].Value;
        }
        else if (Phase().Match(line) is { Success: true } phase)
        {
            _state = phase.Groups[1].Value;
        }
    }

    [GeneratedRegex(@"State of driver (driver-\S+) is ([A-Z]+)")]
    private static partial Regex Standalone();

    [GeneratedRegex(@"Driver successfully submitted as (driver-\S+)")]
    private static partial Regex Submitted();

    [GeneratedRegex(@"^\s+pod name: (\S+)\s*$")]
    private static partial Regex PodName();

    [GeneratedRegex(@"^\s+phase: (\S+)\s*$|\(phase: (?<1>\w+)\)")]
    private static partial Regex Phase();
}
