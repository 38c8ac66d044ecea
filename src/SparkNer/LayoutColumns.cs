namespace SparkNer;

/// <summary>What Spark NLP's layout calls its columns, and how Spark NLP knows them.</summary>
public static class LayoutColumns
{
    private static readonly (string Name, string Type)[] _facts =
    [
        ("document", SparkNer.AnnotatorType.Document),
        ("sentence", SparkNer.AnnotatorType.Document),
        ("token", SparkNer.AnnotatorType.Token),
        ("ner", SparkNer.AnnotatorType.NamedEntity),
        ("ner_chunk", SparkNer.AnnotatorType.Chunk),
    ];

    /// <summary>All columns in the order in which they stand.</summary>
    public static IReadOnlyList<LayoutColumn> All { get; } = Enum.GetValues<LayoutColumn>();

    /// <summary>A column's name.</summary>
    public static string NameOf(LayoutColumn column) => _facts[(int)column].Name;

    /// <summary>The type of a column's annotations, which is also its field metadata <c>annotatorType</c>; see <see cref="SparkNer.AnnotatorType"/>.</summary>
    public static string AnnotatorTypeOf(LayoutColumn column) => _facts[(int)column].Type;

    /// <summary>The column of a name, exactly as it is written.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out LayoutColumn column)
    {
        int at = Array.FindIndex(_facts, f => f.Name == name);
        column = (LayoutColumn)Math.Max(at, 0);
        return at >= 0;
    }
}
