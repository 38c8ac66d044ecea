namespace SparkNer.Spark.Gateway.Errors;

/// <summary>A Java exception as it was read, without its stack.</summary>
internal sealed record Thrown(string ClassName, string? Message);
