using SparkNer.Spark;
using SparkNer.Spark.Gateway.Launch;

namespace SparkNer.Cli.Submit;

/// <summary>The Spark that starts a job.</summary>
/// <param name="Folder">Its full path.</param>
/// <param name="Version">How to treat it: one of the known versions.</param>
/// <param name="AnyJar">The path of a small jar that every installation of it has.</param>
internal sealed record SparkHome(string Folder, SparkVersion Version, string AnyJar)
{
    /// <summary>The script that starts jobs.</summary>
    public string SparkSubmit => Path.Combine(Folder, "bin", OperatingSystem.IsWindows() ? "spark-submit.cmd" : "spark-submit");

    /// <summary>The installation: where the user says, else by SPARK_HOME, else by spark-submit on PATH.</summary>
    /// <param name="given">The folder of <c>--spark-home</c>; null if not given.</param>
    /// <param name="allowUnsupported">Whether versions above the newest known are let through.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="UserErrorException">There is none, or its version is not supported.</exception>
    public static SparkHome Find(string? given, bool allowUnsupported, Func<string, string?> environment)
    {
        try
        {
            SparkInstallation installation = SparkInstallation.Find(given, environment);
            string jars = Path.Combine(installation.Home, "jars");
            string[] known = Directory.Exists(jars) ? [.. Directory.GetFiles(jars, "spark-tags_*.jar"), .. Directory.GetFiles(jars, "spark-core_*.jar")] : [];
            return new SparkHome(installation.Home, SupportedSpark.Check(installation.VersionText, allowUnsupported), known.FirstOrDefault() ?? Path.Combine(jars, "spark-core.jar"));
        }
        catch (SparkSetupException exception)
        {
            throw new UserErrorException(exception.Message, exception);
        }
    }
}
