using System.Globalization;
using System.Text.RegularExpressions;

namespace SparkNer.Spark.Gateway.Launch;

/// <summary>The Java that Spark's scripts will take, looked at without starting it.</summary>
internal static partial class JavaRuntime
{
    private const int NeededBySpark4 = 17;
    private const int NeededBySpark3 = 8;

    /// <summary>Refuses a missing or too old Java, with a message that says which to install.</summary>
    /// <exception cref="SparkSetupException">It is missing or too old.</exception>
    public static void Check(SparkInstallation spark, Func<string, string?> environment)
    {
        // It may set JAVA_HOME: what Java is taken is then not for us to say.
        if (File.Exists(Path.Combine(spark.Home, "conf", "spark-env.sh")))
        {
            return;
        }

        int needed = SparkVersion.TryParse(spark.VersionText, out SparkVersion version) && version.Major < 4 ? NeededBySpark3 : NeededBySpark4;
        string? home = environment("JAVA_HOME") is { Length: > 0 } named ? named : null;
        string? java = home is not null ? Path.Combine(home, "bin", Name) : OnPath(environment("PATH") ?? "");
        if (java is null || !File.Exists(java))
        {
            throw new SparkSetupException(home is null
                ? $"Spark {spark.VersionText} needs Java {needed} or later, and there is none: install it, or set JAVA_HOME to its folder"
                : $"JAVA_HOME is {home}, which has no bin/{Name}: set it to the folder of a Java {needed} or later");
        }

        if (MajorOf(java) is { } major && major < needed)
        {
            throw new SparkSetupException($"Spark {spark.VersionText} needs Java {needed} or later, and {java} is Java {major}: set JAVA_HOME to a newer one");
        }
    }

    /// <summary>The major version that the <c>release</c> file beside a Java tells; null if there is none.</summary>
    internal static int? MajorOf(string java)
    {
        string real = new FileInfo(java).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(java);
        string release = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(real)) ?? "", "release");
        return File.Exists(release) && VersionLine().Match(File.ReadAllText(release)) is { Success: true } match
            ? int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture)
            : null;
    }

    private static string Name => OperatingSystem.IsWindows() ? "java.exe" : "java";

    private static string? OnPath(string path) => path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);

    // JAVA_VERSION="17.0.19", and "1.8.0_402" for Java 8.
    [GeneratedRegex("""^JAVA_VERSION="(1\.)?(?<major>\d+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionLine();
}
