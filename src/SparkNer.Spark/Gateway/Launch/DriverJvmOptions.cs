namespace SparkNer.Spark.Gateway.Launch;

/// <summary>How a driver JVM is started.</summary>
public sealed record DriverJvmOptions
{
    /// <summary><c>--master</c>; null leaves it to Spark's own settings.</summary>
    public string? Master { get; init; }

    /// <summary>Settings (<c>--conf</c>). They stand in the command line, which other users of the machine can read: no secrets.</summary>
    public IReadOnlyDictionary<string, string> Conf { get; init; } = new Dictionary<string, string>();

    /// <summary>More arguments of spark-submit, for example <c>--archives</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables for the JVM; null unsets one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the JVM's output goes, both of its streams: by default to our standard error.</summary>
    public TextWriter Log { get; init; } = Console.Error;
}
