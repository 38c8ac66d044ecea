namespace SparkNer.Evaluation;

/// <summary>A sentence with the tags that are right and the tags that somebody predicted.</summary>
/// <remarks>Immutable and thread-safe; all lists are as long as <see cref="Words"/>.</remarks>
public sealed record TaggedSentence
{
    /// <summary>The word that marks the beginning of a document in files of the CoNLL shared tasks.</summary>
    public const string DocumentMark = "-DOCSTART-";

    /// <summary>The words.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The right tags.</summary>
    public required IReadOnlyList<string> Gold { get; init; }

    /// <summary>Predicted tags: none, one list, or two that are to be compared.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Predictions { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public SentencePlace Place { get; init; }

    /// <summary>Whether a document begins with it.</summary>
    public bool StartsDocument { get; init; }

    /// <summary>Whether it is a line <c>-DOCSTART-</c> and no sentence. Only conlleval counts it, because the shared tasks' script does: as a token.</summary>
    public bool IsDocumentMark { get; init; }
}
