using System.Runtime.InteropServices;

namespace SparkNer.IntegrationTests.Support;

/// <summary>The program under test, in the forms that users have: a checkout's build, and the archive for clusters.</summary>
internal static class SparkNerProgram
{
    private static readonly Lazy<string> _archive = new(Pack);
    private static readonly Lazy<string> _unpacked = new(Unpack);

    /// <summary>The executable of this checkout's build. It needs <see cref="DotnetRoot"/>.</summary>
    public static string Built { get; } = FindBuilt("SparkNer.Cli", "SparkNer.Cli");

    /// <summary>The folder of the .NET that runs this test, for <c>DOTNET_ROOT</c>.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The archive that goes to executors, made anew if the sources have changed since.</summary>
    public static string Archive => _archive.Value;

    /// <summary>The folder of the unpacked archive: what lies at the same path on every node where Spark does not unpack it.</summary>
    public static string Unpacked => _unpacked.Value;

    /// <summary>The executable that a project of this checkout builds, in the configuration of this test.</summary>
    public static string FindBuilt(string project, string executable)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(configuration.Parent!.Parent!.FullName, project, configuration.Name, executable);
    }

    /// <summary>Runs the built program, without anything of Spark in its environment.</summary>
    public static ProgramResult Run(IEnumerable<string> arguments, string folder, TimeSpan? timeout = null) =>
        ProgramRun.Run([Built, .. arguments], SparkSettings.CleanEnvironment(), folder, timeout);

    private static string Unpack()
    {
        string folder = Path.Combine(Golden.RepositoryRoot, "artifacts", "integration", "sparkner");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        ProgramRun.Run(["tar", "-xzf", Archive, "-C", folder], SparkSettings.CleanEnvironment(), folder).EnsureSuccess();
        return folder;
    }

    private static string Pack()
    {
        string script = Path.Combine(Golden.RepositoryRoot, "build", "package.sh");
        ProgramResult result = ProgramRun.Run(["bash", script], SparkSettings.CleanEnvironment(), Golden.RepositoryRoot, TimeSpan.FromMinutes(10)).EnsureSuccess();
        return result.Out.Trim();
    }
}
