namespace SparkNer.Spark.Sql;

/// <summary>What <see cref="Builder"/> collects.</summary>
internal sealed class SparkOptions
{
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public string? Master { get; set; }

    public string? SparkHome { get; set; }

    public bool AllowUnsupportedSpark { get; set; }

    public List<string> SubmitArguments { get; } = [];

    public TextWriter Log { get; set; } = Console.Error;

    /// <summary>The application's name where nobody gave one: the program's.</summary>
    public string DefaultName { get; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "sparkner";
}
