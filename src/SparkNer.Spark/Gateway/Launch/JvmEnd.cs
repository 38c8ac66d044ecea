namespace SparkNer.Spark.Gateway.Launch;

/// <summary>How a JVM ended.</summary>
/// <param name="ExitStatus">Its exit status.</param>
/// <param name="LastLines">The last lines that it wrote.</param>
internal sealed record JvmEnd(int ExitStatus, IReadOnlyList<string> LastLines);
