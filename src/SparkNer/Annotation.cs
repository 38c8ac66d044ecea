namespace SparkNer;

/// <summary>One annotation of a text, with the six fields of Spark NLP's annotation struct in their order.</summary>
/// <remarks>
/// Offsets count UTF-16 code units of the (cleaned) document text, from 0; <see cref="End"/> is inclusive. Two annotations are equal when all
/// six fields are, the metadata compared as a map. Immutable and thread-safe.
/// </remarks>
/// <param name="AnnotatorType">What kind of annotation it is: see <see cref="SparkNer.AnnotatorType"/>.</param>
/// <param name="Begin">The first UTF-16 code unit.</param>
/// <param name="End">The last UTF-16 code unit; <c>Begin - 1</c> for an empty text.</param>
/// <param name="Result">The text (document, token, chunk) or the label (named entity).</param>
/// <param name="Metadata">Further facts; which keys there are depends on the type.</param>
public sealed record Annotation(string AnnotatorType, int Begin, int End, string Result, AnnotationMetadata Metadata)
{
    /// <summary>Always empty in the annotations that SparkNer makes; never null.</summary>
    public ReadOnlyMemory<float> Embeddings { get; init; } = ReadOnlyMemory<float>.Empty;

    /// <inheritdoc/>
    public bool Equals(Annotation? other) =>
        other is not null && AnnotatorType == other.AnnotatorType && Begin == other.Begin && End == other.End && Result == other.Result
        && Metadata.Equals(other.Metadata) && Embeddings.Span.SequenceEqual(other.Embeddings.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(AnnotatorType, Begin, End, Result);
}
