using SparkNer.Aggregation;
using SparkNer.Cli.Annotate;
using SparkNer.Files;

namespace SparkNer.Cli.Running;

/// <summary>Which annotation columns an output has.</summary>
internal static class OutputColumns
{
    /// <summary>Spark NLP's columns in their order; empty for Hugging Face's layout.</summary>
    public static IReadOnlyList<LayoutColumn> Of(AnnotateSettings settings) => [.. Chosen(settings)];

    /// <summary>The output's layout in a format.</summary>
    public static OutputLayout Layout(AnnotateSettings settings, FileFormat format)
    {
        bool codePoints = settings.Offsets == OffsetUnit.CodePoints;
        if (settings.Layout == AnnotationLayout.SparkNlp)
        {
            return new OutputLayout([.. Chosen(settings).Select(c => AnnotationColumn.OfAnnotations(LayoutColumns.NameOf(c), LayoutColumns.AnnotatorTypeOf(c)))])
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

    private static IEnumerable<LayoutColumn> Chosen(AnnotateSettings settings) =>
        settings.Layout == AnnotationLayout.HuggingFace
            ? []
            : LayoutColumns.All.Where(c => settings.Columns?.Contains(LayoutColumns.NameOf(c)) ?? (c != LayoutColumn.Sentence || settings.Sentences));
}
