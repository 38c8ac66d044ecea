using System.Diagnostics;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests;

/// <summary>A small checkout with the real scripts, and a PATH on which dotnet, node and npm are scripts of the test's.</summary>
internal sealed class Checkout : IDisposable
{
    private const string FakeDotnet =
        """
        #!/bin/bash
        echo "dotnet $*" >>"$CALLS"
        case $1 in
          --list-sdks) echo "${FAKE_SDK:-10.0.100} [/somewhere]" ;;
          build)
            echo "noise of the build, Platform=${Platform:-}"
            [ -z "${FAKE_BUILD_FAILS:-}" ] || exit 1
            mkdir -p "$CHECKOUT/artifacts/bin/SparkNer.Cli/release"
            : >"$CHECKOUT/artifacts/bin/SparkNer.Cli/release/SparkNer.Cli.dll" ;;
          format) [ -z "${FAKE_FORMAT_FAILS:-}" ] ;;
          test)
            echo "noise of the tests"
            name=$(basename "$2" .csproj)
            if [ -e "$CHECKOUT/tests/$name/counters" ]; then
              printf '<TestRun>\n  <ResultSummary outcome="Completed">\n    <Counters %s />\n  </ResultSummary>\n</TestRun>\n' "$(cat "$CHECKOUT/tests/$name/counters")" \
                >"$CHECKOUT/artifacts/test-results/$name.trx"
            fi
            [ ! -e "$CHECKOUT/tests/$name/fails" ] ;;
          *) shift; echo "ran [$*]"; exit "${FAKE_EXIT:-0}" ;;
        esac
        """;

    private const string FakeNpm =
        """
        #!/bin/bash
        echo "npm $*" >>"$CALLS"
        echo "noise of npm"
        mkdir -p node_modules
        : >node_modules/.package-lock.json
        """;

    private static readonly string[] _tools = ["bash", "env", "sed", "find", "readlink", "dirname", "basename", "mkdir", "mv", "rm", "touch", "tr", "grep", "cat", "head", "flock"];

    private readonly TemporaryFolder _folder = new();

    public Checkout()
    {
        foreach (string script in new[] { "sparkner", "test", "build/setup.sh" })
        {
            string copy = _folder.Write("checkout/" + script, File.ReadAllText(Path.Combine(Golden.RepositoryRoot, script)));
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (string file in new[] { "src/SparkNer.Cli/Program.cs", "jobs/Annotate/Program.cs", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "package-lock.json" })
        {
            _folder.Write("checkout/" + file, "");
            File.SetLastWriteTimeUtc(PathOf(file), DateTime.UtcNow.AddMinutes(-10));
        }

        foreach (string folder in new[] { "src", "jobs" }.SelectMany(root => Directory.EnumerateDirectories(PathOf(root), "*", SearchOption.AllDirectories).Append(PathOf(root))))
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddMinutes(-10));
        }

        Directory.CreateDirectory(Path.Combine(_folder.Path, "bin"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere"));
        foreach (string tool in _tools)
        {
            string? real = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
            if (real is not null)
            {
                File.CreateSymbolicLink(Path.Combine(_folder.Path, "bin", tool), real);
            }
        }

        AddTool("dotnet", FakeDotnet);
        AddTool("npm", FakeNpm);
        AddTool("node", "#!/bin/bash\n");
        AddTool("id", "#!/bin/bash\necho 1000\n");
    }

    /// <summary>Every call of a fake tool, in order.</summary>
    public string[] Calls => File.Exists(CallsPath) ? File.ReadAllLines(CallsPath) : [];

    private string CallsPath => Path.Combine(_folder.Path, "calls");

    public string PathOf(string file) => Path.Combine(_folder.Path, "checkout", file);

    public void ForgetCalls() => File.Delete(CallsPath);

    public void AddTool(string name, string script)
    {
        string path = _folder.Write("bin/" + name, script.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void RemoveTool(string name) => File.Delete(Path.Combine(_folder.Path, "bin", name));

    /// <summary>A test project whose run leaves these counters (none: it leaves no results), and fails or not.</summary>
    public void AddTestProject(string name, string? counters, bool fails)
    {
        _folder.Write($"checkout/tests/{name}/{name}.csproj", "");
        if (counters is not null)
        {
            _folder.Write($"checkout/tests/{name}/counters", counters);
        }

        if (fails)
        {
            _folder.Write($"checkout/tests/{name}/fails", "");
        }
    }

    /// <summary>Makes a link to a script, in another folder.</summary>
    public string LinkTo(string script)
    {
        string link = Path.Combine(_folder.Path, "elsewhere", "link");
        File.CreateSymbolicLink(link, Path.Combine("..", "checkout", script));
        return link;
    }

    /// <summary>Runs a script from another folder.</summary>
    public (int ExitCode, string Out, string Error) Run(string script, string[]? args = null, Dictionary<string, string>? environment = null)
    {
        string bin = Path.Combine(_folder.Path, "bin");
        var start = new ProcessStartInfo(Path.Combine(bin, "bash"))
        {
            WorkingDirectory = Path.Combine(_folder.Path, "elsewhere"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.IsPathRooted(script) ? script : PathOf(script));
        foreach (string argument in args ?? [])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = bin;
        start.Environment["HOME"] = _folder.Path;
        start.Environment["CALLS"] = CallsPath;
        start.Environment["CHECKOUT"] = PathOf("");
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => _folder.Dispose();
}
