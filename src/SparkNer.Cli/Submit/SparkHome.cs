using SparkNer.Spark;

namespace SparkNer.Cli.Submit;

/// <summary>An installation of Spark on this machine.</summary>
/// <param name="Folder">Its full path.</param>
/// <param name="VersionText">The version, e.g. <c>4.1.4</c>.</param>
/// <param name="Version">The version's first two numbers.</param>
/// <param name="AnyJar">The path of a small jar of the installation.</param>
internal sealed record SparkHome(string Folder, string VersionText, SparkVersion Version, string AnyJar)
{
    /// <summary>The script that starts jobs.</summary>
    public string SparkSubmit => Path.Combine(Folder, "bin", OperatingSystem.IsWindows() ? "spark-submit.cmd" : "spark-submit");
}
