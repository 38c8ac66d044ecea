using SparkNer.Cli.Annotate;
using SparkNer.Cli.Options;

namespace SparkNer.Cli.Submit;

/// <summary>The options of the job <c>annotate</c> on Spark: what <c>sparkner submit annotate</c> takes for it and hands on. Their names are fixed: scripts use them.</summary>
internal static class JobOptions
{
    /// <summary>What the driver's program is told: a configuration's content, since the file may not be where the driver runs.</summary>
    public const string ConfigJson = "config-json";

    private const string Data = "Input and output";

    /// <summary>Options of <c>sparkner annotate</c> that are about files on this machine, its threads and its standard output.</summary>
    private static readonly string[] _embeddedOnly = ["output", "text", "input-format", "output-format", "overwrite", "threads"];

    /// <summary>How the rows are spread.</summary>
    public static OptionSpec Partitions { get; } =
        new("partitions", OptionKind.Integer, "N", "Spreads the rows over N partitions before they are annotated.") { Group = Data, Minimum = 1, Default = "as Spark reads them" };

    /// <summary>What all jobs are told about their input.</summary>
    public static IReadOnlyList<OptionSpec> OfInput { get; } =
    [
        new("input", OptionKind.Text, "PATH", "What is read: a path or glob of any file system that Spark reads; with --input-format table a table's name.") { Group = Data },
        new("input-format", OptionKind.Text, "FORMAT", "parquet, json, csv, text, table, or any other format that Spark has on its class path.") { Group = Data, Default = JobDefaults.Format },
        new("input-option", OptionKind.Pairs, "NAME=VALUE", "An option of Spark's reader; may be given several times.") { Group = Data },
    ];

    private static readonly OptionSpec[] _data =
    [
        .. OfInput,
        new("output", OptionKind.Text, "PATH", "Where the results go: a folder; with --output-format table a table's name.") { Group = Data, Alias = "-o" },
        new("output-format", OptionKind.Text, "FORMAT", "As for the input.") { Group = Data, Default = JobDefaults.Format },
        new("output-option", OptionKind.Pairs, "NAME=VALUE", "An option of Spark's writer; may be given several times.") { Group = Data },
        new("mode", OptionKind.Choice, "MODE", "What happens when the output exists: append, overwrite, or error.") { Group = Data, Choices = ["append", "overwrite", "error"], Default = "error" },
        Partitions,
        new("streaming", OptionKind.Flag, "", "Annotates what is new since the last such run, and stops (Structured Streaming, Trigger.AvailableNow). Needs --checkpoint.") { Group = Data },
        new("checkpoint", OptionKind.Text, "DIR", "Where a streaming run keeps how far it has come.") { Group = Data, Default = "none" },
    ];

    /// <summary>What all jobs are told about Spark.</summary>
    public static IReadOnlyList<OptionSpec> OfSpark { get; } =
    [
        new("explain", OptionKind.Flag, "", "Prints Spark's plan of the job to stdout before it runs.") { Group = "Spark" },
        new("allow-unsupported-spark", OptionKind.Flag, "", "Tries a Spark newer than the newest known version as if it were that one.") { Group = "Spark" },
    ];

    /// <summary>Those of the job, in the order in which help lists them.</summary>
    public static IReadOnlyList<OptionSpec> All { get; } = [.. _data, .. OfSpark, .. AnnotateOptions.All.Where(option => !_embeddedOnly.Contains(option.Name))];

    /// <summary>Those that the driver's program takes.</summary>
    public static IReadOnlyList<OptionSpec> OfProgram { get; } =
        [.. All, new(ConfigJson, OptionKind.Text, "JSON", "What a file of --config holds.")];

    /// <summary>The names that are Spark's, not <c>sparkner annotate</c>'s.</summary>
    public static IReadOnlyList<OptionSpec> Own { get; } = [.. _data, .. OfSpark];

    /// <summary>Options of <c>sparkner annotate</c> that a configuration file may hold and that do nothing here.</summary>
    public static IReadOnlyList<string> WithoutEffect { get; } = ["overwrite", "threads"];
}
