using SparkNer.Spark.Sql;

namespace SparkNer.Spark;

/// <summary>Where the driver finds the files that were shipped by <see cref="SparkContext.AddFile"/>. Executors are told their own folder.</summary>
public static class SparkFiles
{
    /// <summary>The path of a shipped file.</summary>
    /// <exception cref="InvalidOperationException">No session is running.</exception>
    public static string Get(string fileName) =>
        (string)SparkSession.Active().Gateway.CallStatic("org.apache.spark.SparkFiles", "get", fileName)!;

    /// <summary>The folder of the shipped files.</summary>
    /// <exception cref="InvalidOperationException">No session is running.</exception>
    public static string GetRootDirectory() =>
        (string)SparkSession.Active().Gateway.CallStatic("org.apache.spark.SparkFiles", "getRootDirectory")!;
}
