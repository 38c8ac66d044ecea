using System.Text;
using Microsoft.Extensions.Logging;

namespace SparkNer.Spark.Worker;

/// <summary>Logs to the executor's log: a line an event on standard error, which Spark copies there with its own time stamps.</summary>
/// <remarks>Thread-safe. Without a logging framework, for the sake of start-up and memory.</remarks>
/// <param name="output">Standard error.</param>
/// <param name="least">Lower levels are left out.</param>
internal sealed class LineLogger(Stream output, LogLevel least) : ILogger
{
    private const string Prefix = "sparkner worker: ";

    private readonly Lock _gate = new();

    /// <summary>A logger of the level that the environment names; information and above if it names none.</summary>
    public static LineLogger Of(WorkerEnvironment environment, Stream output) =>
        new(output, Enum.TryParse(environment.LogLevel, ignoreCase: true, out LogLevel level) ? level : LogLevel.Information);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string severity = logLevel switch
        {
            LogLevel.Warning => "warning: ",
            LogLevel.Error or LogLevel.Critical => "error: ",
            _ => "",
        };
        byte[] line = Encoding.UTF8.GetBytes($"{Prefix}{severity}{formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}\n");
        try
        {
            lock (_gate)
            {
                output.Write(line);
            }
        }
        catch (IOException)
        {
            // Nobody reads the log: no reason to stop working.
        }
    }
}
