using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;
using SparkNer.Files.Reading;

namespace SparkNer.Files.Writing;

/// <summary>The row schema that Spark keeps in a Parquet file's footer: without it Spark would not know the annotation columns for Spark NLP's.</summary>
internal static class SparkSchema
{
    private static readonly DuckType _annotation = DuckType.Struct(
        ("annotatorType", DuckType.Varchar),
        ("begin", DuckType.Integer),
        ("end", DuckType.Integer),
        ("result", DuckType.Varchar),
        ("metadata", DuckType.Map(DuckType.Varchar, DuckType.Varchar)),
        ("embeddings", DuckType.List(DuckType.Float)));

    /// <summary>The column's type in DuckDB.</summary>
    public static DuckType TypeOf(AnnotationColumn column) => column.Kind switch
    {
        AnnotationColumnKind.Annotations => DuckType.List(_annotation),
        AnnotationColumnKind.EntityGroups => DuckType.List(DuckType.Struct(
            ("entity_group", DuckType.Varchar),
            ("score", DuckType.Float),
            ("word", DuckType.Varchar),
            ("start", DuckType.Integer),
            ("end", DuckType.Integer))),
        _ => DuckType.List(DuckType.Struct(
            ("entity", DuckType.Varchar),
            ("score", DuckType.Float),
            ("index", DuckType.Integer),
            ("word", DuckType.Varchar),
            ("start", DuckType.Integer),
            ("end", DuckType.Integer))),
    };

    /// <summary>The schema's JSON.</summary>
    public static string Of(IReadOnlyList<CarriedColumn> input, OutputLayout layout)
    {
        var fields = new List<JsonObject>();
        foreach (CarriedColumn column in input)
        {
            fields.Add(column.SparkField is { } known ? (JsonObject)known.DeepClone() : SparkTypes.Field(column.Name, SparkTypes.Of(column.Type)));
        }

        foreach (AnnotationColumn column in layout.Columns)
        {
            JsonObject metadata = column.AnnotatorType is { } type ? new JsonObject { ["annotatorType"] = type } : [];
            JsonNode sparkType = column.Kind == AnnotationColumnKind.Annotations ? AnnotationType() : SparkTypes.Of(TypeOf(column));
            fields.Add(SparkTypes.Field(column.Name, sparkType, metadata: metadata));
        }

        if (layout.ErrorsColumn is { } errors)
        {
            fields.Add(SparkTypes.Field(errors, "string"));
        }

        return SparkTypes.Struct(fields).ToJsonString();
    }

    // Nested nullability as Spark NLP has it: the clean-up of its Finisher tells its columns by it.
    private static JsonObject AnnotationType() => SparkTypes.Array(
        SparkTypes.Struct(
        [
            SparkTypes.Field("annotatorType", "string"),
            SparkTypes.Field("begin", "integer", nullable: false),
            SparkTypes.Field("end", "integer", nullable: false),
            SparkTypes.Field("result", "string"),
            SparkTypes.Field("metadata", SparkTypes.Map("string", "string")),
            SparkTypes.Field("embeddings", SparkTypes.Array("float", containsNull: false)),
        ]),
        containsNull: true);
}
