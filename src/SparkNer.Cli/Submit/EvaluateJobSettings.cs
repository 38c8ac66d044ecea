using SparkNer.Cli.Evaluate;

namespace SparkNer.Cli.Submit;

/// <summary>Everything that the job <c>evaluate</c> on Spark was told, checked.</summary>
internal sealed record EvaluateJobSettings
{
    /// <summary>Spark's name of the input's format, or <c>table</c>.</summary>
    public required string InputFormat { get; init; }

    /// <summary>Options of Spark's reader, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InputOptions { get; init; } = [];

    /// <summary>Into how many partitions the rows are spread; null: as Spark reads them.</summary>
    public int? Partitions { get; init; }

    /// <summary>The columns of a sentence's document and of its place in it; null where no model sees neighbouring sentences.</summary>
    public (string Document, string Order)? Documents { get; init; }

    /// <summary>Whether Spark's plan is printed.</summary>
    public bool Explain { get; init; }

    public bool AllowUnsupportedSpark { get; init; }

    /// <summary>Columns, models and reports, as for <c>sparkner evaluate</c> of a table; its format and threads mean nothing here.</summary>
    public required EvaluateSettings Evaluate { get; init; }

    /// <summary>Whose tags are scored, in their order: one, or two that are compared.</summary>
    public IReadOnlyList<ComparedSystem> Systems => Evaluate switch
    {
        { Compared: { } two } => [two.A, two.B],
        { Tagger: { } tagger } => [new ComparedSystem(tagger.Name, null, tagger)],
        _ => [new ComparedSystem(Evaluate.PredictedColumns[0], Evaluate.PredictedColumns[0], null)],
    };

    /// <summary>The models among them.</summary>
    public IEnumerable<TaggerSettings> Taggers => Systems.Select(system => system.Tagger).OfType<TaggerSettings>();
}
