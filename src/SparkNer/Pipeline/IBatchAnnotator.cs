namespace SparkNer.Pipeline;

/// <summary>Annotates a batch of documents on the caller's thread. One object serves one thread at a time.</summary>
internal interface IBatchAnnotator
{
    /// <summary>Annotates the documents. A document that cannot be split has an error; a failing model throws.</summary>
    void Annotate(IReadOnlyList<AnnotatorInput> inputs, Span<AnnotatedText> results, CancellationToken cancellationToken);

    /// <summary>The result of a document that could not be annotated.</summary>
    AnnotatedText Failed(AnnotatorInput input, string error);
}
