using System.Globalization;

namespace SparkNer.Spark.Worker;

/// <summary>What Spark says to the process by its environment; read once.</summary>
internal sealed record WorkerEnvironment
{
    private const int DefaultBufferSize = 65536;
    private const int SmallestBufferSize = 4096;
    private const int LargestBufferSize = 1024 * 1024;
    private const int DefaultAuthenticationSeconds = 15;

    /// <summary>The secret that both sides of a TCP connection know; null if there is none. Never to be logged.</summary>
    public string? Secret { get; init; }

    /// <summary>The port to connect back to, where there is no daemon.</summary>
    public int? Port { get; init; }

    /// <summary>Whether Unix sockets are used.</summary>
    public bool UsesUnixSockets { get; init; }

    /// <summary>The folder for the daemon's socket.</summary>
    public string? SocketFolder { get; init; }

    /// <summary>The socket to connect back to, where there is no daemon.</summary>
    public string? SocketPath { get; init; }

    /// <summary>Whether a connection serves task after task.</summary>
    public bool ReusesWorkers { get; init; }

    /// <summary>The size of the buffers on sockets, bytes.</summary>
    public int BufferSize { get; init; } = DefaultBufferSize;

    /// <summary>How long to wait for the answer to a secret that we send.</summary>
    public TimeSpan AuthenticationTimeout { get; init; } = TimeSpan.FromSeconds(DefaultAuthenticationSeconds);

    /// <summary>Whether the loopback address is IPv6's.</summary>
    public bool PreferIPv6 { get; init; }

    /// <summary>Whether errors carry their stack.</summary>
    public bool Debug { get; init; }

    /// <summary>Whether errors never carry their stack.</summary>
    public bool HidesTraceback { get; init; }

    /// <summary>The least level of log lines, by name; null for the default.</summary>
    public string? LogLevel { get; init; }

    /// <summary>Reads the process's variables.</summary>
    public static WorkerEnvironment OfProcess() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads variables.</summary>
    public static WorkerEnvironment Read(Func<string, string?> variable) => new()
    {
        Secret = Text(variable("PYTHON_WORKER_FACTORY_SECRET")),
        Port = Number(variable("PYTHON_WORKER_FACTORY_PORT")),
        UsesUnixSockets = IsTrue(variable("PYTHON_UNIX_DOMAIN_ENABLED")),
        SocketFolder = Text(variable("PYTHON_WORKER_FACTORY_SOCK_DIR")),
        SocketPath = Text(variable("PYTHON_WORKER_FACTORY_SOCK_PATH")),
        ReusesWorkers = Text(variable("SPARK_REUSE_WORKER")) is not null,
        BufferSize = Math.Clamp(Number(variable("SPARK_BUFFER_SIZE")) ?? DefaultBufferSize, SmallestBufferSize, LargestBufferSize),
        AuthenticationTimeout = TimeSpan.FromSeconds(
            Number(variable("SPARK_AUTH_SOCKET_TIMEOUT")) is int seconds and > 0 and < 86400 ? seconds : DefaultAuthenticationSeconds),
        PreferIPv6 = IsTrue(variable("SPARK_PREFER_IPV6")),
        Debug = variable("SPARKNER_DEBUG") == "1",
        HidesTraceback = Text(variable("SPARK_HIDE_TRACEBACK")) is not null,
        LogLevel = Text(variable("SPARKNER_LOG_LEVEL")),
    };

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static int? Number(string? value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;
}
