using SparkNer.Aggregation;
using SparkNer.Cli.Output;

namespace SparkNer.Cli.Running;

/// <summary>The entities of one annotated text, for a person.</summary>
internal static class TextPrinter
{
    /// <summary>The chunks, or the entities, as they are printed.</summary>
    public static IReadOnlyList<PrintedEntity> Entities(AnnotatedText text, AnnotationLayout layout) => layout == AnnotationLayout.SparkNlp
        ? [.. text.NerChunk.Select(Chunk)]
        : [.. text.Entities.Select(Entity)];

    private static PrintedEntity Chunk(Annotation chunk) => new(
        chunk.Metadata["entity"],
        chunk.Result,
        chunk.Begin,
        chunk.End,
        chunk.Metadata.TryGetValue("confidence", out string? confidence) && JavaFloat.TryParse(confidence, out float value) ? value : null);

    private static PrintedEntity Entity(Entity entity) => new(entity.Label, entity.Word, entity.Start, entity.End - 1, entity.Score);
}
