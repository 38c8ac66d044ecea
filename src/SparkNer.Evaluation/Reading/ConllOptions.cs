namespace SparkNer.Evaluation.Reading;

/// <summary>Which columns of a file count, and what its lines may be. Columns are numbered from 1.</summary>
public sealed record ConllOptions
{
    /// <summary>The column of the words.</summary>
    public int TokenColumn { get; init; } = 1;

    /// <summary>The column of the right tags; null: the last one that is not among <see cref="PredictedColumns"/>.</summary>
    public int? GoldColumn { get; init; }

    /// <summary>The columns of predicted tags.</summary>
    public IReadOnlyList<int> PredictedColumns { get; init; } = [];

    /// <summary>Whether lines that begin with <c>#</c> before a sentence's first word are comments. <c># newdoc</c> begins a document.</summary>
    public bool Comments { get; init; }
}
