namespace SparkNer.Cli.Submit;

/// <summary>The defaults that help, documentation and settings share.</summary>
internal static class JobDefaults
{
    public const string Format = "parquet";

    public const string Mode = "error";

    /// <summary>Where a container image holds the program.</summary>
    public const string ImageFolder = "/opt/sparkner";

    /// <summary>Spark's name of a format: its json is our jsonl.</summary>
    public static string SparkFormat(string format) => format == "jsonl" ? "json" : format;
}
