using System.Diagnostics;
using System.Globalization;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Starting a JVM, played by a shell script.</summary>
public sealed class DriverJvmTests
{
    [Fact]
    public void A_jvm_is_started_by_Sparks_script_and_ends_when_its_input_does()
    {
        using var spark = new FakeSpark($$"""
            echo "$@" > "$SPARK_HOME/arguments"
            env > "$SPARK_HOME/environment"
            echo some output
            {{Tell(12345, "abc")}}
            cat > /dev/null
            touch "$SPARK_HOME/ended"
            """);
        var log = new StringWriter();
        using (DriverJvm jvm = DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark) with
        {
            Master = "local[1]",
            Conf = new Dictionary<string, string> { ["spark.a"] = "x y" },
            Arguments = ["--archives", "z"],
            Log = log,
        }))
        {
            Assert.Equal(new GatewayAddress(12345, "abc"), jvm.Address);
            Assert.False(File.Exists(Path.Combine(spark.Home, "ended")));
        }

        Assert.True(File.Exists(Path.Combine(spark.Home, "ended")));
        Assert.Equal("--master local[1] --conf spark.a=x y --archives z pyspark-shell\n", File.ReadAllText(Path.Combine(spark.Home, "arguments")));
        string[] environment = File.ReadAllLines(Path.Combine(spark.Home, "environment"));
        Assert.Contains("SPARK_HOME=" + spark.Home, environment);
        Assert.Contains("ADDED=1", environment);
        Assert.DoesNotContain(environment, line => line.StartsWith("PYSPARK_PYTHON=", StringComparison.Ordinal) || line.StartsWith("PYSPARK_GATEWAY_", StringComparison.Ordinal));
        string told = environment.Single(line => line.StartsWith("_PYSPARK_DRIVER_CONN_INFO_PATH=", StringComparison.Ordinal)).Split('=', 2)[1];
        Assert.False(Directory.Exists(Path.GetDirectoryName(told)));
        Assert.Equal("some output\n", log.ToString());
    }

    // Ctrl-C in a terminal: the whole group of processes gets the signal.
    [Fact]
    public void The_interrupt_signal_does_not_end_it()
    {
        using var spark = new FakeSpark($"kill -INT $$; /bin/sh -c 'kill -INT $$; exit 0' || exit 9; {Tell(1, "s")}; cat > /dev/null");
        using DriverJvm jvm = DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark));
        Assert.Equal(new GatewayAddress(1, "s"), jvm.Address);
    }

    [Fact]
    public void The_secrets_folder_is_the_users_alone()
    {
        using var spark = new FakeSpark($"ls -ld \"$(dirname \"$_PYSPARK_DRIVER_CONN_INFO_PATH\")\" > \"$SPARK_HOME/mode\"; {Tell(1, "s")}; cat > /dev/null");
        DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark)).Dispose();
        Assert.StartsWith("drwx------", File.ReadAllText(Path.Combine(spark.Home, "mode")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_jvm_that_does_not_start_is_an_error_with_its_last_words()
    {
        using var spark = new FakeSpark("echo 'Could not reserve enough space' >&2; exit 3");
        SparkSetupException e = Assert.Throws<SparkSetupException>(() => DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark)));
        Assert.Equal("Spark's JVM ended while it started (exit status 3)\nCould not reserve enough space", e.Message);
    }

    [Theory]
    [InlineData("Error: Master must either be yarn or start with spark, k8s, or local", "Master must either be yarn or start with spark, k8s, or local")]
    [InlineData("Exception in thread \"main\" org.apache.spark.SparkException: Could not parse Master URL: 'nothing'", "Could not parse Master URL: 'nothing'")]
    [InlineData("Exception in thread \"main\" java.lang.IllegalArgumentException: System memory 9 must be at least 450", "IllegalArgumentException: System memory 9 must be at least 450")]
    [InlineData("java.net.UnknownHostException: nowhere: Name or service not known", "UnknownHostException: nowhere: Name or service not known")]
    public void The_reason_that_spark_gives_is_the_first_line(string said, string reason)
    {
        string[] lines = ["26/01/01 00:00:00 WARN Utils: Your hostname", said, "\tat org.apache.spark.deploy.SparkSubmit.main(SparkSubmit.scala)", "Caused by: java.io.IOException: later"];

        string[] message = StartFailure.Describe(1, lines).Split('\n');

        Assert.Equal([$"Spark did not start: {reason}", "Spark's JVM ended while it started (exit status 1)", .. lines], message);
    }

    [Fact]
    public void A_start_can_be_given_up()
    {
        using var spark = new FakeSpark("echo $$ > \"$SPARK_HOME/pid\"; cat > /dev/null");
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark), cancellation.Token));
    }

    [Fact]
    public void A_jvm_that_ends_in_the_middle_of_a_call_is_told_with_its_status_and_last_words()
    {
        DriverJvm? started = null;
        string stop = "";
        using var fake = new FakeJvm(_ =>
        {
            File.WriteAllText(stop, "");
            using var process = Process.GetProcessById(started!.ProcessId);
            process.WaitForExit();
            return null;
        });
        using var spark = new FakeSpark($"{Tell(fake.Address.Port, FakeJvm.Secret)}; while [ ! -e \"$SPARK_HOME/stop\" ]; do sleep 0.02; done; echo 'java.lang.OutOfMemoryError' >&2; exit 52");
        stop = Path.Combine(spark.Home, "stop");
        using DriverJvm jvm = started = DriverJvm.Start(SparkInstallation.At(spark.Home), Options(spark));
        using var gateway = JavaGateway.Connect(jvm);
        GatewayClosedException e = Assert.Throws<GatewayClosedException>(() => gateway.CallStatic("a.B", "c"));
        Assert.Equal(52, e.ExitStatus);
        Assert.Contains("has ended (exit status 52) while calling a.B.c", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("\njava.lang.OutOfMemoryError", e.Message, StringComparison.Ordinal);
    }

    // Written elsewhere and renamed, as the JVM does.
    private static string Tell(int port, string secret) =>
        string.Create(CultureInfo.InvariantCulture, $"printf '\\000\\000\\{Octal(port >> 8)}\\{Octal(port & 255)}\\000\\000\\000\\{Octal(secret.Length)}{secret}' > \"$_PYSPARK_DRIVER_CONN_INFO_PATH.new\"; mv \"$_PYSPARK_DRIVER_CONN_INFO_PATH.new\" \"$_PYSPARK_DRIVER_CONN_INFO_PATH\"");

    private static string Octal(int value) => Convert.ToString(value, 8).PadLeft(3, '0');

    private static DriverJvmOptions Options(FakeSpark spark) => new()
    {
        Log = TextWriter.Null,
        Environment = new Dictionary<string, string?> { ["JAVA_HOME"] = spark.JavaHome, ["ADDED"] = "1" },
    };
}
