using SparkNer.Cli.Submit;

namespace SparkNer.Cli.Tests.Submit;

public sealed class SubmitOutcomeTests
{
    private static readonly string[] _cluster = ["--master", "spark://h:7077", "--deploy-mode", "cluster"];

    [Fact]
    public void Results_go_to_stdout_and_everything_else_to_stderr()
    {
        using var spark = new FakeSpark(script: $"echo '{ResultLines.Mark}== Plan =='; echo noise; echo log >&2; [ \"${ResultLines.Variable}\" = 1 ]");
        SubmitRun run = SubmitRun.Annotate(spark, "--master", "local");
        Assert.Equal("== Plan ==\n", run.Out);
        Assert.Equal(["", "log", "noise"], run.Error.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(ExitCode.Ok, run.ExitCode);
    }

    [Theory]
    [InlineData(1, ExitCode.Failed)]
    [InlineData(2, ExitCode.Usage)]
    [InlineData(3, ExitCode.Failed)]
    [InlineData(255, ExitCode.Failed)]
    public void The_jobs_own_error_is_said_last(int code, int expected)
    {
        using var spark = new FakeSpark(script: $"echo 'sparkner: error: there is no column x'; echo noise >&2; exit {code}");
        SubmitRun run = SubmitRun.Annotate(spark, "--master", "local");
        Assert.Equal(expected, run.ExitCode);
        Assert.Equal("noise", run.Error.Split('\n')[0]);
        Assert.Equal("sparkner: error: there is no column x", run.LastError);
    }

    [Fact]
    public void A_failure_without_a_word_of_ours_is_one_too()
    {
        using var spark = new FakeSpark(script: "echo 'Exception in thread main' >&2; exit 101");
        SubmitRun run = SubmitRun.Annotate(spark, "--master", "local");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("spark-submit ended with exit code 101", run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_name_a_Python_do_not_reach_Spark_and_its_own_home_does()
    {
        using var spark = new FakeSpark(script: $"echo \"{ResultLines.Mark}${{PYSPARK_PYTHON-unset}} ${{PYSPARK_DRIVER_PYTHON-unset}} $SPARK_HOME\"");
        Environment.SetEnvironmentVariable("PYSPARK_PYTHON", "/usr/bin/python3");
        Environment.SetEnvironmentVariable("PYSPARK_DRIVER_PYTHON", "/usr/bin/python3");
        try
        {
            SubmitRun run = SubmitRun.With(spark, new() { ["SPARK_HOME"] = "/another" }, default, "submit", "annotate", "--master", "local", "--input", "a", "--output", "b", "--spark-home", spark.Home);
            Assert.Equal($"unset unset {spark.Home}\n", run.Out);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PYSPARK_PYTHON", null);
            Environment.SetEnvironmentVariable("PYSPARK_DRIVER_PYTHON", null);
        }
    }

    [Theory]
    [InlineData("FINISHED", ExitCode.Ok, "")]
    [InlineData("FAILED", ExitCode.Failed, "driver-20260101-0001 ended as FAILED")]
    [InlineData("ERROR", ExitCode.Failed, "driver-20260101-0001 ended as ERROR")]
    [InlineData("KILLED", ExitCode.Failed, "driver-20260101-0001 ended as KILLED")]
    public void How_a_driver_on_the_cluster_ended_is_read_from_the_log_that_spark_submit_is_made_to_write(string state, int expected, string message)
    {
        using var spark = new FakeSpark(script: $"""
            case $SPARK_SUBMIT_OPTS in *-Dlog4j2.configurationFile=*) ;; *) exit 9 ;; esac
            grep -q 'deploy.ClientEndpoint' "$(echo "$SPARK_SUBMIT_OPTS" | sed 's/.*configurationFile=//')" || exit 8
            echo 'INFO ClientEndpoint: Driver successfully submitted as driver-20260101-0001' >&2
            echo 'INFO ClientEndpoint: State of driver-20260101-0001 is RUNNING' >&2
            echo 'INFO ClientEndpoint: State of driver driver-20260101-0001 is {state}, exiting spark-submit JVM.' >&2
            """);
        SubmitRun run = SubmitRun.Annotate(spark, _cluster);
        Assert.Equal(expected, run.ExitCode);
        Assert.Contains(message, run.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_whose_end_is_unknown_is_no_success()
    {
        using var spark = new FakeSpark(script: "echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1' >&2");
        SubmitRun run = SubmitRun.Annotate(spark, _cluster);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("how driver-1 ended is unknown", run.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Succeeded", ExitCode.Ok)]
    [InlineData("Failed", ExitCode.Failed)]
    public void How_a_pod_ended_is_read_as_well(string phase, int expected)
    {
        using var spark = new FakeSpark(script: $"printf 'INFO LoggingPodStatusWatcherImpl: State changed, new state: \\n\\t pod name: sparkner-driver\\n\\t phase: Pending\\n\\t phase: {phase}\\n' >&2");
        SubmitRun run = SubmitRun.Annotate(spark, "--master", "k8s://https://h", "--deploy-mode", "cluster");
        Assert.Equal(expected, run.ExitCode);
        Assert.Equal(expected != ExitCode.Ok, run.LastError.Contains("the pod sparkner-driver ended as Failed", StringComparison.Ordinal));
    }

    [Fact]
    public void Interrupting_ends_Spark_in_order_and_waits_for_it()
    {
        using var spark = new FakeSpark(script: "trap 'echo tidied up >&2; kill $sleeper; exit 143' TERM; echo started >&2; sleep 300 & sleeper=$!; touch \"$SPARK_HOME/started\"; wait");
        using var stop = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            while (!File.Exists(Path.Combine(spark.Home, "started")))
            {
                await Task.Delay(20);
            }

            await stop.CancelAsync();
        });
        SubmitRun run = SubmitRun.With(spark, new() { ["SPARK_HOME"] = "/another" }, stop.Token, "submit", "annotate", "--master", "local", "--input", "a", "--output", "b", "--spark-home", spark.Home);
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Contains("tidied up", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_on_the_cluster_is_killed_there()
    {
        using var spark = new FakeSpark(script: "trap 'exit 143' TERM; echo 'INFO ClientEndpoint: Driver successfully submitted as driver-7' >&2; sleep 0.2; touch \"$SPARK_HOME/started\"; while :; do sleep 0.1; done");
        File.WriteAllText(Path.Combine(spark.Home, "bin", "spark-class"), "#!/bin/bash\necho \"class $*\" >&2\n");
        File.SetUnixFileMode(Path.Combine(spark.Home, "bin", "spark-class"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var stop = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            while (!File.Exists(Path.Combine(spark.Home, "started")))
            {
                await Task.Delay(20);
            }

            await stop.CancelAsync();
        });
        SubmitRun run = SubmitRun.With(spark, new() { ["SPARK_HOME"] = "/another" }, stop.Token, ["submit", "annotate", "--input", "a", "--output", "b", "--spark-home", spark.Home, .. _cluster]);
        Assert.Equal(ExitCode.Interrupted, run.ExitCode);
        Assert.Contains("class org.apache.spark.deploy.Client kill spark://h:7077 driver-7", run.Error, StringComparison.Ordinal);
    }
}
