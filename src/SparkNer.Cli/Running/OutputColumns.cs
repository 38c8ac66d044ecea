using SparkNer.Aggregation;
using SparkNer.Cli.Annotate;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>Which annotation columns an output has.</summary>
internal static class OutputColumns
{
    private static readonly (LayoutColumn Column, string Name, string Type)[] _sparkNlp =
    [
        (LayoutColumn.Document, "document", AnnotatorType.Document),
        (LayoutColumn.Sentence, "sentence", AnnotatorType.Document),
        (LayoutColumn.Token, "token", AnnotatorType.Token),
        (LayoutColumn.Ner, "ner", AnnotatorType.NamedEntity),
        (LayoutColumn.NerChunk, "ner_chunk", AnnotatorType.Chunk),
    ];

    /// <summary>Spark NLP's columns in their order; empty for Hugging Face's layout.</summary>
    public static IReadOnlyList<LayoutColumn> Of(AnnotateSettings settings) => [.. Chosen(settings).Select(c => c.Column)];

    /// <summary>The output's layout in a format.</summary>
    public static OutputLayout Layout(AnnotateSettings settings, FileFormat format)
    {
        bool codePoints = settings.Offsets == OffsetUnit.CodePoints;
        if (settings.Layout == AnnotationLayout.SparkNlp)
        {
            return new OutputLayout([.. Chosen(settings).Select(c => AnnotationColumn.OfAnnotations(c.Name, c.Type))])
            {
                ErrorsColumn = settings.ErrorsColumn,
                OffsetsInCodePoints = codePoints,
            };
        }

        // As JSON the pipeline's answer and nothing else, a line a document; in the other formats a column beside the input's.
        bool json = format is FileFormat.Json or FileFormat.Jsonl;
        return new OutputLayout([AnnotationColumn.OfEntities(aggregated: settings.Aggregation != AggregationStrategy.None)])
        {
            ErrorsColumn = settings.ErrorsColumn,
            OmitNullErrors = json,
            InputColumns = !json,
            OffsetsInCodePoints = codePoints,
        };
    }

    private static IEnumerable<(LayoutColumn Column, string Name, string Type)> Chosen(AnnotateSettings settings) =>
        settings.Layout == AnnotationLayout.HuggingFace
            ? []
            : _sparkNlp.Where(c => settings.Columns?.Contains(c.Name) ?? (c.Column != LayoutColumn.Sentence || settings.Sentences));
}
