using SparkNer.Evaluation;
using SparkNer.Evaluation.Seqeval;
using SparkNer.Files;

namespace SparkNer.Cli.Evaluate;

/// <summary>Everything that <c>sparkner evaluate</c> was told, checked.</summary>
internal sealed record EvaluateSettings
{
    /// <summary>The file, or "-" for stdin.</summary>
    public required string Input { get; init; }

    /// <summary>A table's format; null: a CoNLL file.</summary>
    public FileFormat? Table { get; init; }

    /// <summary>A column's number, or in a table its name.</summary>
    public required string TokenColumn { get; init; }

    /// <summary>A column's number or name; null: the last one that is not of predicted tags.</summary>
    public string? GoldColumn { get; init; }

    /// <summary>The columns of predicted tags: none, one, or those of two that are compared, in this order.</summary>
    public required IReadOnlyList<string> PredictedColumns { get; init; }

    public bool Comments { get; init; }

    public required TypeFilter Types { get; init; }

    /// <summary>The model that tags; null where a column has the tags, or two systems are compared.</summary>
    public TaggerSettings? Tagger { get; init; }

    public int BatchTokens { get; init; }

    public int Threads { get; init; }

    public bool Quiet { get; init; }

    public ReportKind Report { get; init; }

    /// <summary>The scheme of seqeval's strict mode; null: default mode.</summary>
    public TaggingScheme? StrictScheme { get; init; }

    /// <summary>The scheme in which a model's tags are written.</summary>
    public TaggingScheme TagScheme { get; init; }

    public int Digits { get; init; }

    public bool NoOutside { get; init; }

    public bool Json { get; init; }

    /// <summary>The page to write; null: none.</summary>
    public string? Html { get; init; }

    /// <summary>The two to compare; null: none.</summary>
    public (ComparedSystem A, ComparedSystem B)? Compared { get; init; }

    public int Resamples { get; init; }

    public int Seed { get; init; }
}
