namespace SparkNer;

/// <summary>One document to annotate: a text, or words that are already split.</summary>
public readonly record struct AnnotatorInput
{
    /// <summary>A text; null counts as empty.</summary>
    /// <param name="text">The text.</param>
    public AnnotatorInput(string? text) => Text = text;

    /// <summary>The text; null counts as empty. Not used when <see cref="Words"/> is given.</summary>
    public string? Text { get; init; }

    /// <summary>The words, when the text is already split: each is one token, and the document's text is the words joined by <see cref="AnnotatorOptions.Delimiter"/>.</summary>
    public IReadOnlyList<string?>? Words { get; init; }

    /// <summary>The document's id: metadata <c>id</c> of its <c>document</c> annotation. Null: none.</summary>
    public string? Id { get; init; }

    /// <summary>Further metadata of the <c>document</c> annotation; <c>id</c> and <c>sentence</c> override it. Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>A text as input.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator AnnotatorInput(string? text) => new(text);
}
