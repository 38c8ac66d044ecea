using SparkNer.Aggregation;
using SparkNer.Cli.Annotate;

namespace SparkNer.Jobs.Annotate;

/// <summary>Text with its entities marked as <c>[Anna Schmidt](PER)</c>, as <c>sparkner annotate</c> writes the format text, as an expression of Spark's SQL.</summary>
/// <remarks>Line ends become spaces, so that a row stays a line; of entities that overlap the first stays. Offsets count code points here, as Spark's functions do.</remarks>
internal static class MarkedText
{
    /// <summary>The expression, over the annotated columns.</summary>
    public static string Expression(AnnotateSettings settings)
    {
        bool sparkNlp = settings.Layout == AnnotationLayout.SparkNlp;
        string text = sparkNlp
            ? "coalesce(get(document, 0).result, '')"
            : $"coalesce(`{settings.TextColumn.Replace("`", "``", StringComparison.Ordinal)}`, '')";

        // Spark NLP's end is the last character, Hugging Face's the one after it.
        (string entities, string begin, string end, string label) = sparkNlp
            ? ("ner_chunk", "e.begin", "e.end + 1", "e.metadata['entity']")
            : ("entities", "e.start", "e.end", settings.Aggregation == AggregationStrategy.None ? "e.entity" : "e.entity_group");
        string start = $"named_struct('done', 0, 'line', '', 'text', {text})";
        string marked = $"concat(s.line, substring(s.text, s.done + 1, {begin} - s.done), '[', substring(s.text, {begin} + 1, {end} - {begin}), '](', {label}, ')')";
        string step = $"if({begin} >= s.done and {end} > {begin}, named_struct('done', cast({end} as int), 'line', {marked}, 'text', s.text), s)";
        string line = $"aggregate(coalesce({entities}, array()), {start}, (s, e) -> {step}, s -> concat(s.line, substring(s.text, s.done + 1)))";
        return $"translate({line}, '\\n\\r', '  ')";
    }
}
