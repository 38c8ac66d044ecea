using SparkNer.Spark;

namespace SparkNer.Cli.Submit;

/// <summary>Finds Spark on this machine and says whether its version will do.</summary>
internal static class SparkHomes
{
    private const string Core = "spark-core_";
    private const string Jar = ".jar";

    /// <summary>The installation: where the user says, else by SPARK_HOME, else by spark-submit on PATH.</summary>
    /// <param name="given">The folder of <c>--spark-home</c>; null if not given.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <exception cref="UserErrorException">There is none.</exception>
    public static SparkHome Find(string? given, Func<string, string?> environment)
    {
        if (given is not null)
        {
            return Open(given, "--spark-home");
        }

        if (environment("SPARK_HOME") is { Length: > 0 } home)
        {
            return Open(home, "SPARK_HOME");
        }

        string? script = (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "spark-submit")).FirstOrDefault(File.Exists);
        return script is not null
            ? Open(HomeOf(script), $"'{script}' on PATH")
            : throw new UserErrorException("there is no Spark here: name its folder by --spark-home or SPARK_HOME, or fetch one with submit/get-spark.sh.");
    }

    /// <summary>Refuses versions that do not work.</summary>
    /// <param name="spark">The installation.</param>
    /// <param name="allowUnsupported">Whether versions above the newest known are let through.</param>
    /// <exception cref="UserErrorException">The version is not supported.</exception>
    public static void Check(SparkHome spark, bool allowUnsupported)
    {
        SparkVersion version = spark.Version;
        if (version < SparkVersion.Oldest)
        {
            throw new UserErrorException($"Spark {spark.VersionText} in '{spark.Folder}' is too old: sparkner works with Spark {SparkVersion.Supported}.");
        }

        if (!version.IsKnown && !allowUnsupported)
        {
            throw new UserErrorException(
                $"Spark {spark.VersionText} in '{spark.Folder}' is unknown to this version of sparkner, which works with Spark {SparkVersion.Supported}. "
                + $"--allow-unsupported-spark tries it as if it were {SparkVersion.Newest}.");
        }
    }

    private static SparkHome Open(string folder, string source)
    {
        string full = Path.GetFullPath(folder);
        string jars = Path.Combine(full, "jars");
        if (!File.Exists(Path.Combine(full, "bin", "spark-submit")))
        {
            throw new UserErrorException($"there is no Spark in '{folder}' ({source}): it has no bin/spark-submit. Name another folder, or fetch one with submit/get-spark.sh.");
        }

        // spark-core_2.13-4.1.4.jar: the name says the version, also where the file RELEASE is missing.
        string core = (Directory.Exists(jars) ? Directory.EnumerateFiles(jars, Core + "*" + Jar) : []).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw new UserErrorException($"the Spark in '{folder}' ({source}) is not whole: it has no jars/spark-core_*.jar.");
        string name = Path.GetFileName(core)[Core.Length..^Jar.Length];
        string text = name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..];
        if (!SparkVersion.TryParse(text, out SparkVersion version))
        {
            throw new UserErrorException($"the version of the Spark in '{folder}' ({source}) cannot be told: '{Path.GetFileName(core)}' names none.");
        }

        string any = Directory.EnumerateFiles(jars, "spark-tags_*" + Jar).Order(StringComparer.Ordinal).FirstOrDefault() ?? core;
        return new SparkHome(full, text, version, any);
    }

    // A link on PATH leads into the installation.
    private static string HomeOf(string script)
    {
        string real = File.ResolveLinkTarget(script, returnFinalTarget: true)?.FullName ?? script;
        return Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(real))) ?? "/";
    }
}
