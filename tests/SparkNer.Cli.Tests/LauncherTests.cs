namespace SparkNer.Cli.Tests;

public sealed class LauncherTests : IDisposable
{
    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public void The_first_start_restores_builds_and_runs_with_stdout_for_results_only()
    {
        (int exitCode, string output, string error) = _checkout.Run("sparkner", ["annotate", "a b", "--text", ""]);
        Assert.Equal(0, exitCode);
        Assert.Equal("ran [annotate a b --text ]\n", output);
        Assert.Contains("noise of the build", error, StringComparison.Ordinal);
        Assert.Contains("noise of npm", error, StringComparison.Ordinal);
        Assert.Equal(
            [
                "dotnet --list-sdks",
                "npm ci",
                BuildOf("Annotate"),
                BuildOf("Evaluate"),
                $"dotnet {_checkout.PathOf("artifacts/bin/SparkNer.Cli/release/SparkNer.Cli.dll")} annotate a b --text ",
            ],
            _checkout.Calls);
    }

    [Fact]
    public void The_second_start_only_runs()
    {
        _checkout.Run("sparkner");
        _checkout.ForgetCalls();
        (int exitCode, string output, string error) = _checkout.Run("sparkner", ["x"], new() { ["FAKE_EXIT"] = "130" });
        Assert.Equal(130, exitCode);
        Assert.Equal("ran [x]\n", output);
        Assert.Equal("", error);
        Assert.Single(_checkout.Calls);
    }

    [Theory]
    [InlineData("src/SparkNer.Cli/Program.cs", false)]
    [InlineData("src/SparkNer.Cli/New.cs", false)]
    [InlineData("jobs/Annotate/Program.cs", false)]
    [InlineData("Directory.Packages.props", false)]
    [InlineData("package-lock.json", true)]
    public void A_change_is_built(string file, bool restores)
    {
        _checkout.Run("sparkner");
        _checkout.ForgetCalls();
        File.WriteAllText(_checkout.PathOf(file), "changed");
        File.SetLastWriteTimeUtc(_checkout.PathOf(file), DateTime.UtcNow.AddMinutes(1));
        _checkout.Run("sparkner");
        Assert.Contains(_checkout.Calls, call => call.StartsWith("dotnet build", StringComparison.Ordinal));
        Assert.Equal(restores, _checkout.Calls.Contains("npm ci"));
    }

    [Fact]
    public void A_deleted_source_is_a_change()
    {
        File.WriteAllText(_checkout.PathOf("src/SparkNer.Cli/Old.cs"), "");
        _checkout.Run("sparkner");
        _checkout.ForgetCalls();
        File.Delete(_checkout.PathOf("src/SparkNer.Cli/Old.cs"));
        Directory.SetLastWriteTimeUtc(_checkout.PathOf("src/SparkNer.Cli"), DateTime.UtcNow.AddMinutes(1));
        _checkout.Run("sparkner");
        Assert.Contains(_checkout.Calls, call => call.StartsWith("dotnet build", StringComparison.Ordinal));
    }

    [Fact]
    public void No_build_runs_what_is_there_or_says_that_nothing_is()
    {
        var noBuild = new Dictionary<string, string> { ["SPARKNER_NO_BUILD"] = "1" };
        (int exitCode, string output, string error) = _checkout.Run("sparkner", [], noBuild);
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith("sparkner: error: there is nothing to run", error, StringComparison.Ordinal);

        _checkout.Run("sparkner");
        File.SetLastWriteTimeUtc(_checkout.PathOf("src/SparkNer.Cli/Program.cs"), DateTime.UtcNow.AddMinutes(1));
        _checkout.ForgetCalls();
        Assert.Equal("ran []\n", _checkout.Run("sparkner", [], noBuild).Out);
        Assert.Single(_checkout.Calls);
    }

    [Fact]
    public void A_link_finds_the_checkout()
    {
        (int exitCode, string output, _) = _checkout.Run(_checkout.LinkTo("sparkner"), ["x"]);
        Assert.Equal(0, exitCode);
        Assert.Equal("ran [x]\n", output);
    }

    [Fact]
    public void A_linked_node_modules_is_left_alone()
    {
        Directory.CreateDirectory(_checkout.PathOf("other"));
        Directory.CreateSymbolicLink(_checkout.PathOf("node_modules"), _checkout.PathOf("other"));
        _checkout.Run("sparkner");
        Assert.DoesNotContain("npm ci", _checkout.Calls);
    }

    [Theory]
    [InlineData("node")]
    [InlineData("npm")]
    public void A_missing_node_or_npm_is_named_with_the_command_that_installs_it(string tool)
    {
        _checkout.RemoveTool(tool);
        (int exitCode, string output, string error) = _checkout.Run("sparkner");
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith($"sparkner: error: {tool} is missing", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y nodejs npm", error, StringComparison.Ordinal);
        Assert.DoesNotContain(_checkout.Calls, call => call.StartsWith("dotnet build", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_it_may_it_installs_node_itself()
    {
        _checkout.RemoveTool("node");
        _checkout.AddTool("id", "#!/bin/bash\necho 0\n");
        _checkout.AddTool("apt-get", "#!/bin/bash\necho \"apt-get $*\" >>\"$CALLS\"\nprintf '#!/bin/bash\\n' >\"$(dirname \"$0\")/node\"\n/bin/chmod +x \"$(dirname \"$0\")/node\"\n");
        (int exitCode, string output, _) = _checkout.Run("sparkner", ["x"]);
        Assert.Equal(0, exitCode);
        Assert.Equal("ran [x]\n", output);
        Assert.Contains("apt-get install -y --no-install-recommends nodejs npm", _checkout.Calls);
    }

    [Fact]
    public void A_missing_sdk_is_named()
    {
        _checkout.RemoveTool("dotnet");
        (int exitCode, _, string error) = _checkout.Run("sparkner");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("sparkner: error: the .NET SDK 10 or newer is missing.", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y dotnet-sdk-10.0", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.400", 1)]
    [InlineData("9.0.100", 1)]
    [InlineData("10.0.401", 0)]
    [InlineData("11.0.100-preview.1", 0)]
    public void An_old_sdk_does_not_do(string version, int exitCode) =>
        Assert.Equal(exitCode, _checkout.Run("sparkner", [], new() { ["FAKE_SDK"] = version }).ExitCode);

    [Fact]
    public void A_failed_build_is_not_run_and_is_tried_again()
    {
        (int exitCode, string output, string error) = _checkout.Run("sparkner", [], new() { ["FAKE_BUILD_FAILS"] = "1" });
        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.Contains("sparkner: error: the build failed", error, StringComparison.Ordinal);
        Assert.Equal(0, _checkout.Run("sparkner").ExitCode);
    }

    [Fact]
    public void Stray_variables_do_not_bend_the_build()
    {
        (_, _, string error) = _checkout.Run("sparkner", [], new() { ["Platform"] = "BWS" });
        Assert.Contains("noise of the build, Platform=\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_first_starts_at_once_build_once()
    {
        await Task.WhenAll(Task.Run(() => _checkout.Run("sparkner")), Task.Run(() => _checkout.Run("sparkner")));
        Assert.Equal([BuildOf("Annotate"), BuildOf("Evaluate")], _checkout.Calls.Where(call => call.StartsWith("dotnet build", StringComparison.Ordinal)));
    }

    private string BuildOf(string job) => $"dotnet build {_checkout.PathOf($"jobs/{job}/{job}.csproj")} -c Release -v quiet --nologo --disable-build-servers";
}
