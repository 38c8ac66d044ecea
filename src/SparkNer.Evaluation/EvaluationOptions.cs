using SparkNer.Evaluation.Seqeval;

namespace SparkNer.Evaluation;

/// <summary>What is counted beside what always is.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The scheme of seqeval's strict mode; null: its default mode.</summary>
    public TaggingScheme? StrictScheme { get; init; }

    /// <summary>Which tags and types count, under which names. Default: all as they are.</summary>
    public TypeFilter Types { get; init; } = new();

    /// <summary>Whether errors are kept with examples, for a page. Default: false.</summary>
    public bool CollectErrors { get; init; }
}
