using SparkNer.Cli.Annotate;

namespace SparkNer.Cli.Submit;

/// <summary>Everything that the job <c>annotate</c> on Spark was told, checked.</summary>
internal sealed record AnnotateJobSettings
{
    /// <summary>What is read: a path, or a table's name.</summary>
    public required string Input { get; init; }

    /// <summary>Spark's name of the format, or <c>table</c>.</summary>
    public required string InputFormat { get; init; }

    /// <summary>Options of Spark's reader, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InputOptions { get; init; } = [];

    /// <summary>Where the results go: a path, or a table's name.</summary>
    public required string Output { get; init; }

    /// <summary>Spark's name of the format, or <c>table</c>.</summary>
    public required string OutputFormat { get; init; }

    /// <summary>Options of Spark's writer, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OutputOptions { get; init; } = [];

    /// <summary><c>append</c>, <c>overwrite</c> or <c>error</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Into how many partitions the rows are spread; null: as Spark reads them.</summary>
    public int? Partitions { get; init; }

    /// <summary>The folder for a streaming run's state; null: no streaming.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether Spark's plan is printed.</summary>
    public bool Explain { get; init; }

    public bool AllowUnsupportedSpark { get; init; }

    /// <summary>Model, columns, errors and NER, as for <c>sparkner annotate</c>; its files and threads mean nothing here.</summary>
    public required AnnotateSettings Annotate { get; init; }
}
