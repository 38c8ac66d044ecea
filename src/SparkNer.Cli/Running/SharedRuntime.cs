using System.Runtime.InteropServices;

namespace SparkNer.Cli.Running;

/// <summary>Where .NET is, for programs of a checkout: unlike those of a package they do not bring it.</summary>
internal static class SharedRuntime
{
    // Where a program looks by itself.
    private static readonly string[] _known = ["/usr/share/dotnet", "/usr/lib/dotnet"];

    /// <summary>What DOTNET_ROOT must be for a program of this build; null where it finds .NET, or has it beside it.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    public static string? Root(Func<string, string?> environment)
    {
        // .../shared/Microsoft.NETCore.App/10.0.x/
        string folder = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        string? shared = Path.GetDirectoryName(Path.GetDirectoryName(folder));
        if (shared is null || Path.GetFileName(shared) != "shared")
        {
            return null;
        }

        string root = Path.GetDirectoryName(shared)!;
        bool isBeside = root.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);
        return isBeside || _known.Contains(root) || environment("DOTNET_ROOT") == root ? null : root;
    }
}
