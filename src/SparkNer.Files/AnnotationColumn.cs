namespace SparkNer.Files;

/// <summary>A column that the annotator adds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="AnnotatorType">The field metadata <c>annotatorType</c> by which Spark NLP knows its columns (see <see cref="SparkNer.AnnotatorType"/>); null
/// for entities.</param>
public sealed record AnnotationColumn(string Name, AnnotationColumnKind Kind = AnnotationColumnKind.Annotations, string? AnnotatorType = null)
{
    /// <summary>A column of Spark NLP's layout.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="annotatorType">The type of its annotations.</param>
    public static AnnotationColumn OfAnnotations(string name, string annotatorType) => new(name, AnnotationColumnKind.Annotations, annotatorType);

    /// <summary>A column <c>entities</c> of Hugging Face's layout.</summary>
    /// <param name="aggregated">Whether the pieces are put together (any strategy but none).</param>
    public static AnnotationColumn OfEntities(bool aggregated) =>
        new("entities", aggregated ? AnnotationColumnKind.EntityGroups : AnnotationColumnKind.EntityPieces);
}
