namespace SparkNer.Spark;

/// <summary>
/// What stands in a function's <c>pythonVer</c>: the only thing that reaches the worker before it must know how the rest of the task's header is laid out.
/// </summary>
internal static class WorkerIdentity
{
    private const string Prefix = "sparkner;spark=";

    /// <summary>The text for a driver on this version of Spark, for example <c>sparkner;spark=4.1.4</c>.</summary>
    public static string For(string sparkVersion) => Prefix + sparkVersion;

    /// <summary>The driver's Spark; false if the function is not sparkner's.</summary>
    public static bool TryReadVersion(string pythonVersion, out SparkVersion version)
    {
        version = default;
        return pythonVersion.StartsWith(Prefix, StringComparison.Ordinal) && SparkVersion.TryParse(pythonVersion[Prefix.Length..], out version);
    }
}
