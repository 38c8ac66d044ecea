using System.Text.RegularExpressions;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>A Spark on this machine.</summary>
/// <param name="Home">Its folder, the full path.</param>
/// <param name="VersionText">Its whole version, for example <c>3.5.9</c>.</param>
/// <param name="Scala">The version of Scala that it was built with, for example <c>2.13</c>; null if only the release file says the version.</param>
public sealed partial record SparkInstallation(string Home, string VersionText, string? Scala)
{
    private static readonly string SubmitName = OperatingSystem.IsWindows() ? "spark-submit.cmd" : "spark-submit";

    /// <summary>The program that starts its JVMs.</summary>
    public string SparkSubmit => Path.Combine(Home, "bin", SubmitName);

    /// <summary>Finds Spark: the given folder, or else <c>SPARK_HOME</c>, or else where the <c>spark-submit</c> on the <c>PATH</c> lies.</summary>
    /// <param name="home">The folder that the user named; null if none.</param>
    /// <exception cref="SparkSetupException">There is none.</exception>
    public static SparkInstallation Find(string? home = null) => Find(home, Environment.GetEnvironmentVariable);

    /// <summary>Looks at a folder.</summary>
    /// <exception cref="SparkSetupException">It is not Spark's.</exception>
    public static SparkInstallation At(string home)
    {
        string full = Path.GetFullPath(home);
        if (!File.Exists(Path.Combine(full, "bin", SubmitName)))
        {
            throw new SparkSetupException($"{home} is not a folder of Spark's: it has no bin/{SubmitName}");
        }

        return ByJar(full) ?? ByReleaseFile(full)
            ?? throw new SparkSetupException($"{home} is not a whole Spark: it has no jars/spark-core_*.jar, which tells the version");
    }

    internal static SparkInstallation Find(string? home, Func<string, string?> environment)
    {
        if (!string.IsNullOrEmpty(home))
        {
            return At(home);
        }

        if (environment("SPARK_HOME") is { Length: > 0 } named)
        {
            try
            {
                return At(named);
            }
            catch (SparkSetupException e)
            {
                throw new SparkSetupException($"SPARK_HOME is wrong: {e.Message}", e);
            }
        }

        foreach (string folder in (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (HomeOf(Path.Combine(folder, SubmitName)) is { } found)
            {
                return At(found);
            }
        }

        throw new SparkSetupException("no Spark was found: name its folder by --spark-home (SparkHome in code), or set SPARK_HOME; submit/get-spark.sh fetches one");
    }

    // A link to it, or a script beside a Python that is not a part of an installation: only what lies in Spark's own bin counts.
    private static string? HomeOf(string submit)
    {
        if (!File.Exists(submit))
        {
            return null;
        }

        string real = new FileInfo(submit).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(submit);
        return Path.GetDirectoryName(Path.GetDirectoryName(real)) is { } home && Directory.Exists(Path.Combine(home, "jars")) ? home : null;
    }

    private static SparkInstallation? ByJar(string home)
    {
        string jars = Path.Combine(home, "jars");
        if (!Directory.Exists(jars))
        {
            return null;
        }

        foreach (string path in Directory.EnumerateFiles(jars, "spark-core_*.jar").Order(StringComparer.Ordinal))
        {
            if (CoreJar().Match(Path.GetFileName(path)) is { Success: true } match)
            {
                return new SparkInstallation(home, match.Groups["version"].Value, match.Groups["scala"].Value);
            }
        }

        return null;
    }

    private static SparkInstallation? ByReleaseFile(string home)
    {
        string path = Path.Combine(home, "RELEASE");
        return File.Exists(path) && ReleaseLine().Match(File.ReadAllText(path)) is { Success: true } match
            ? new SparkInstallation(home, match.Groups["version"].Value, null)
            : null;
    }

    [GeneratedRegex(@"\Aspark-core_(?<scala>\d+\.\d+)-(?<version>\d+\.\d+.*)\.jar\z", RegexOptions.ExplicitCapture)]
    private static partial Regex CoreJar();

    [GeneratedRegex(@"\ASpark (?<version>\d+\.\d+\S*)", RegexOptions.ExplicitCapture)]
    private static partial Regex ReleaseLine();
}
