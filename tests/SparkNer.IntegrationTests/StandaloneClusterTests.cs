using System.Diagnostics;
using System.Text.RegularExpressions;
using SparkNer.IntegrationTests.Support;

namespace SparkNer.IntegrationTests;

/// <summary>The ground that the other tests stand on.</summary>
[Collection(SparkClusters.Collection)]
public sealed partial class StandaloneClusterTests(SparkClusters clusters)
{
    [SparkTheory("python3"), EachSpark]
    public void The_cluster_is_of_its_version_and_runs_a_job_on_its_executors(string version)
    {
        StandaloneCluster cluster = clusters[version];
        using var folder = new TemporaryFolder();
        string job = folder.Write(
            "job.py",
            """
            from pyspark.sql import SparkSession
            spark = SparkSession.builder.getOrCreate()
            counts = spark.range(0, 1000, 1, 4).selectExpr("id % 3 AS remainder").groupBy("remainder").count()
            print(spark.sparkContext.applicationId, counts.count(), spark.version)
            """);
        int before = cluster.ExecutorLogs().Count;
        ProgramResult result = cluster.Submit(["--conf", "spark.cores.max=2", job]).EnsureSuccess();
        Match answer = Answer().Match(result.Out);
        Assert.True(answer.Success && answer.Groups[2].Value == "3" && answer.Groups[3].Value == version, result.Out);
        Assert.NotEmpty(cluster.ExecutorLogs(answer.Groups[1].Value));
        Assert.Equal(0, before - cluster.ExecutorLogs().Count + cluster.ExecutorLogs(answer.Groups[1].Value).Count);
    }

    [Fact]
    public void A_program_is_guarded_with_all_that_it_starts()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };
        string[] command = ["bash", "-c", "sleep 1000 & echo child $!; echo parent $$; wait"];
        using var process = GuardedProcess.Start(command, environment, folder.Path);
        int child = IdIn(process.Out.WaitFor(Child(), TimeSpan.FromMinutes(1)));
        int parent = IdIn(process.Out.WaitFor(Parent(), TimeSpan.FromMinutes(1)));
        Assert.True(IsAlive(child) && IsAlive(parent));
        process.Kill();
        Assert.True(SpinWait.SpinUntil(() => !IsAlive(child) && !IsAlive(parent), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_program_that_hangs_is_killed_and_its_output_is_told()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };
        string[] command = ["bash", "-c", "echo before; echo reason >&2; sleep 1000"];
        TimeoutException exception = Assert.Throws<TimeoutException>(() => ProgramRun.Run(command, environment, folder.Path, TimeSpan.FromSeconds(2)));
        Assert.Contains("has not ended", exception.Message, StringComparison.Ordinal);
        Assert.Contains("reason", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gives_its_output_and_exit_code()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> environment = new() { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["GIVEN"] = "value" };
        ProgramResult result = ProgramRun.Run(["bash", "-c", "echo \"$GIVEN\"; echo why >&2; exit 3"], environment, folder.Path);
        Assert.Equal((3, "value\n", "why\n"), (result.ExitCode, result.Out, result.Error));
    }

    private static int IdIn(Match? match) => int.Parse(match!.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(app-\S+) (\d+) (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Answer();

    [GeneratedRegex(@"^child (\d+)$")]
    private static partial Regex Child();

    [GeneratedRegex(@"^parent (\d+)$")]
    private static partial Regex Parent();
}
