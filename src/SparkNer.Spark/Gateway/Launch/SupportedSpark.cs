namespace SparkNer.Spark.Gateway.Launch;

/// <summary>Which versions of Spark work.</summary>
public static class SupportedSpark
{
    /// <summary>Decides how to talk to a Spark.</summary>
    /// <param name="version">What it says of itself, for example <c>4.1.4</c>.</param>
    /// <param name="allowUnsupported">Whether versions newer than the known ones may be tried; older ones never work.</param>
    /// <returns>The version to treat it as: its own, or the nearest known one below it.</returns>
    /// <exception cref="SparkSetupException">It does not work, or was not allowed.</exception>
    public static SparkVersion Check(string version, bool allowUnsupported)
    {
        if (!SparkVersion.TryParse(version, out SparkVersion parsed))
        {
            throw new SparkSetupException($"'{version}' is no version of Spark: use Spark {SparkVersion.Supported}");
        }

        if (parsed < SparkVersion.Oldest)
        {
            throw new SparkSetupException($"Spark {version} is too old: use Spark {SparkVersion.Supported}");
        }

        return parsed.IsKnown ? parsed
            : !allowUnsupported ? throw new SparkSetupException(
                $"Spark {version} is not supported yet: use Spark {SparkVersion.Supported}, or try it with --allow-unsupported-spark (AllowUnsupportedSpark in code)")
            : parsed.Major == SparkVersion.Oldest.Major ? SparkVersion.Oldest
            : SparkVersion.Newest;
    }
}
