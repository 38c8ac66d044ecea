using SparkNer.Aggregation;
using SparkNer.Arrow;

namespace SparkNer.Spark.Ner;

/// <summary>
/// The types of what the functions give. The only place that says so: Spark's types are made of these, since Spark compares the two to the last nullability.
/// </summary>
internal static class AnnotationTypes
{
    /// <summary>The struct's last field: why a row could not be annotated.</summary>
    public const string ErrorField = "error";

    /// <summary>The column of Hugging Face's layout.</summary>
    public const string EntitiesField = "entities";

    /// <summary>A column of annotations, with the nullability that Spark NLP's have: its own clean-up tells its columns by that.</summary>
    public static ArrowType.List Annotations { get; } = new(new ArrowField("element", new ArrowType.Struct(
        new ArrowField("annotatorType", new ArrowType.Utf8()),
        new ArrowField("begin", new ArrowType.Int(32), IsNullable: false),
        new ArrowField("end", new ArrowType.Int(32), IsNullable: false),
        new ArrowField("result", new ArrowType.Utf8()),
        new ArrowField("metadata", ArrowType.Map.Of(new ArrowType.Utf8(), new ArrowType.Utf8())),
        new ArrowField("embeddings", new ArrowType.List(new ArrowField("element", new ArrowType.Float(32), IsNullable: false))))));

    /// <summary>Entities of Hugging Face's pipeline with aggregation.</summary>
    public static ArrowType.List EntityGroups { get; } = new(new ArrowField("element", new ArrowType.Struct(
        new ArrowField("entity_group", new ArrowType.Utf8()),
        new ArrowField("score", new ArrowType.Float(32)),
        new ArrowField("word", new ArrowType.Utf8()),
        new ArrowField("start", new ArrowType.Int(32)),
        new ArrowField("end", new ArrowType.Int(32)))));

    /// <summary>Entities of Hugging Face's pipeline without aggregation.</summary>
    public static ArrowType.List EntityPieces { get; } = new(new ArrowField("element", new ArrowType.Struct(
        new ArrowField("entity", new ArrowType.Utf8()),
        new ArrowField("score", new ArrowType.Float(32)),
        new ArrowField("index", new ArrowType.Int(32)),
        new ArrowField("word", new ArrowType.Utf8()),
        new ArrowField("start", new ArrowType.Int(32)),
        new ArrowField("end", new ArrowType.Int(32)))));

    /// <summary>The fields of a result: the layout's columns, then the error.</summary>
    /// <param name="options">The options, for the layout.</param>
    /// <param name="columns">The columns of Spark NLP's layout.</param>
    public static ArrowType.Struct Row(AnnotatorOptions options, IReadOnlyList<LayoutColumn> columns) => new(
    [
        .. options.Layout == AnnotationLayout.SparkNlp
            ? columns.Select(c => new ArrowField(LayoutColumns.NameOf(c), Annotations))
            : [new ArrowField(EntitiesField, options.Aggregation == AggregationStrategy.None ? EntityPieces : EntityGroups)],
        new ArrowField(ErrorField, new ArrowType.Utf8()),
    ]);

    /// <summary>The type of a function's results.</summary>
    public static ArrowType Result(NerCommand command)
    {
        ArrowType.Struct row = Row(command.Options, command.Columns);
        return command.Explodes ? new ArrowType.List(new ArrowField("element", row)) : row;
    }
}
