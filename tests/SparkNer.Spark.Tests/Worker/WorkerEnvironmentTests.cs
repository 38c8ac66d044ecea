using SparkNer.Spark.Worker;

namespace SparkNer.Spark.Tests.Worker;

/// <summary>The variables that Spark sets.</summary>
public sealed class WorkerEnvironmentTests
{
    [Fact]
    public void Nothing_set_gives_Sparks_defaults() => Assert.Equal(
        new WorkerEnvironment { BufferSize = 65536, AuthenticationTimeout = TimeSpan.FromSeconds(15) }, Read());

    [Fact]
    public void All_variables_are_read() => Assert.Equal(
        new WorkerEnvironment
        {
            Secret = "s",
            Port = 4711,
            UsesUnixSockets = true,
            SocketFolder = "/a",
            SocketPath = "/b",
            ReusesWorkers = true,
            BufferSize = 8192,
            AuthenticationTimeout = TimeSpan.FromSeconds(30),
            PreferIPv6 = true,
            Debug = true,
            HidesTraceback = true,
            LogLevel = "debug",
        },
        Read(
            ("PYTHON_WORKER_FACTORY_SECRET", "s"),
            ("PYTHON_WORKER_FACTORY_PORT", "4711"),
            ("PYTHON_UNIX_DOMAIN_ENABLED", "True"),
            ("PYTHON_WORKER_FACTORY_SOCK_DIR", "/a"),
            ("PYTHON_WORKER_FACTORY_SOCK_PATH", "/b"),
            ("SPARK_REUSE_WORKER", "1"),
            ("SPARK_BUFFER_SIZE", "8192"),
            ("SPARK_AUTH_SOCKET_TIMEOUT", "30"),
            ("SPARK_PREFER_IPV6", "TRUE"),
            ("SPARKNER_DEBUG", "1"),
            ("SPARK_HIDE_TRACEBACK", "1"),
            ("SPARKNER_LOG_LEVEL", "debug")));

    [Theory]
    [InlineData("1", 4096)]
    [InlineData("2147483647", 1048576)]
    [InlineData("x", 65536)]
    public void Buffers_keep_a_sensible_size(string value, int expected) => Assert.Equal(expected, Read(("SPARK_BUFFER_SIZE", value)).BufferSize);

    private static WorkerEnvironment Read(params (string Name, string Value)[] variables) =>
        WorkerEnvironment.Read(name => variables.FirstOrDefault(v => v.Name == name).Value);
}
