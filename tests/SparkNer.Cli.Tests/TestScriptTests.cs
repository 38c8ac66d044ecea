namespace SparkNer.Cli.Tests;

public sealed class TestScriptTests : IDisposable
{
    private const string Good = "total=\"10\" executed=\"9\" passed=\"9\" failed=\"0\" error=\"0\"";
    private const string Bad = "total=\"7\" executed=\"7\" passed=\"4\" failed=\"2\" error=\"0\" timeout=\"1\"";
    private const string Nothing = "total=\"0\" executed=\"0\" passed=\"0\" failed=\"0\"";

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public void The_last_line_sums_all_projects()
    {
        _checkout.AddTestProject("Other.Tests", Good, fails: false);
        _checkout.AddTestProject("SparkNer.Cli.Tests", Good, fails: false);
        _checkout.AddTestProject("SparkNer.Tests", Good, fails: false);
        (int exitCode, string output, string error) = _checkout.Run("test");
        Assert.Equal(0, exitCode);
        Assert.EndsWith("\n27 passed, 0 failed, 3 skipped\n", output, StringComparison.Ordinal);
        Assert.Equal(
            ["SparkNer.Tests", "SparkNer.Cli.Tests", "Other.Tests"],
            _checkout.Calls.Where(call => call.StartsWith("dotnet test", StringComparison.Ordinal)).Select(call => call.Split(' ')[2].Split('/')[1]));
        Assert.Contains("dotnet format SparkNer.sln --verify-no-changes --no-restore", _checkout.Calls);
        Assert.Contains("testing Other.Tests", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Bad, true, 13, 3)] // failed tests
    [InlineData(Good, true, 18, 1)] // all passed, then the host crashed
    [InlineData(null, true, 9, 1)] // no results at all
    [InlineData(null, false, 9, 1)]
    [InlineData(Nothing, false, 9, 1)] // ran nothing
    public void What_fails_or_crashes_or_runs_nothing_is_counted(string? counters, bool fails, int passed, int failed)
    {
        _checkout.AddTestProject("SparkNer.Tests", Good, fails: false);
        _checkout.AddTestProject("Other.Tests", counters, fails);
        (int exitCode, string output, _) = _checkout.Run("test");
        Assert.Equal(1, exitCode);
        Assert.Matches($"\n{passed} passed, {failed} failed, [0-9]+ skipped\n$", output);
    }

    [Fact]
    public void Wrong_formatting_is_a_failure()
    {
        _checkout.AddTestProject("SparkNer.Tests", Good, fails: false);
        (int exitCode, string output, _) = _checkout.Run("test", [], new() { ["FAKE_FORMAT_FAILS"] = "1" });
        Assert.Equal(1, exitCode);
        Assert.EndsWith("\n9 passed, 1 failed, 1 skipped\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_build_is_a_failure()
    {
        _checkout.AddTestProject("SparkNer.Tests", Good, fails: false);
        (int exitCode, string output, _) = _checkout.Run("test", [], new() { ["FAKE_BUILD_FAILS"] = "1" });
        Assert.Equal(1, exitCode);
        Assert.EndsWith("\n0 passed, 1 failed, 0 skipped\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_and_options_go_to_dotnet_test_and_may_match_nothing_in_a_project()
    {
        _checkout.AddTestProject("SparkNer.Tests", Good, fails: false);
        _checkout.AddTestProject("Other.Tests", Nothing, fails: false);
        (int exitCode, string output, _) = _checkout.Run("test", ["Name~A B", "--blame"]);
        Assert.Equal(0, exitCode);
        Assert.EndsWith("\n9 passed, 0 failed, 1 skipped\n", output, StringComparison.Ordinal);
        Assert.Contains(_checkout.Calls, call => call.EndsWith("--filter Name~A B --blame", StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_that_matches_nothing_at_all_is_a_failure()
    {
        _checkout.AddTestProject("SparkNer.Tests", Nothing, fails: false);
        (int exitCode, string output, _) = _checkout.Run("test", ["Name~None"]);
        Assert.Equal(1, exitCode);
        Assert.EndsWith("0 passed, 1 failed, 0 skipped\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_node_is_named()
    {
        _checkout.RemoveTool("node");
        (int exitCode, string output, string error) = _checkout.Run("test");
        Assert.Equal(1, exitCode);
        Assert.Equal("0 passed, 1 failed, 0 skipped\n", output);
        Assert.StartsWith("sparkner: error: node is missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_java_is_named_and_fails_nothing()
    {
        _checkout.AddTestProject("SparkNer.IntegrationTests", Good, fails: false);
        (int exitCode, string output, string error) = _checkout.Run("test");
        Assert.Equal(0, exitCode);
        Assert.EndsWith("9 passed, 0 failed, 1 skipped\n", output, StringComparison.Ordinal);
        Assert.Contains("sparkner: java is missing: the tests on a real Spark are skipped", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_may_it_installs_java_and_xz_itself_and_goes_on_if_that_fails()
    {
        _checkout.AddTestProject("SparkNer.IntegrationTests", Good, fails: false);
        _checkout.AddTool("id", "#!/bin/bash\necho 0\n");
        _checkout.AddTool("apt-get", "#!/bin/bash\necho \"apt-get $*\" >>\"$CALLS\"\nexit 1\n");
        Assert.Equal(0, _checkout.Run("test").ExitCode);
        Assert.Contains("apt-get install -y --no-install-recommends openjdk-17-jre-headless", _checkout.Calls);
        Assert.Contains("apt-get install -y --no-install-recommends xz-utils", _checkout.Calls);
    }
}
