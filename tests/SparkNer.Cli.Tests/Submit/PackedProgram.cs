using System.Diagnostics;
using SparkNer.Testing;

namespace SparkNer.Cli.Tests.Submit;

/// <summary>The archive that build/package.sh makes, unpacked in a folder of the tests'. Made once; only if the sources have changed does that take long.</summary>
public sealed class PackedProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackedProgram()
    {
        Archive = Run("bash", [Path.Combine(Golden.RepositoryRoot, "build", "package.sh")], new()).Out.Trim();
        Run("tar", ["-xzf", Archive, "-C", _folder.Path], new());
    }

    /// <summary>The archive.</summary>
    public string Archive { get; }

    /// <summary>The folder with its content.</summary>
    public string Folder => _folder.Path;

    /// <summary>Runs a program of the archive with nothing in its environment.</summary>
    public (int ExitCode, string Out, string Error) Program(string name, params string[] args) =>
        Run(Path.Combine(Folder, name), args, new() { ["PATH"] = "/nowhere", ["HOME"] = Folder }, mayFail: true);

    /// <summary>How it is started, with nothing in its environment.</summary>
    public ProcessStartInfo Start(string name, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, name), args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        return start;
    }

    public void Dispose() => _folder.Dispose();

    private static (int ExitCode, string Out, string Error) Run(string program, string[] args, Dictionary<string, string> environment, bool mayFail = false)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (environment.Count > 0)
        {
            start.Environment.Clear();
            foreach ((string name, string value) in environment)
            {
                start.Environment[name] = value;
            }
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(mayFail || process.ExitCode == 0, error.Result);
        return (process.ExitCode, output, error.Result);
    }
}
