using SparkNer.Cli;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.Jobs.Evaluate;

/// <summary>The columns that the job works with, under names of its own, so that none of the user's can be in the way.</summary>
internal static class SentenceTable
{
    public const string Words = "words";

    public const string Gold = "gold";

    public const string Document = "document";

    public const string Order = "place";

    // What of an annotation is its word or tag.
    private const string AnnotationField = "result";

    /// <summary>The column of a system's tags.</summary>
    /// <param name="system">Which of the systems.</param>
    public static string Predicted(int system) => $"predicted{system}";

    /// <summary>The column that tells why a system could not tag a sentence.</summary>
    /// <param name="system">Which of the systems.</param>
    public static string Error(int system) => $"error{system}";

    /// <summary>The user's columns: words, right tags, predicted tags that there are, and what orders sentences.</summary>
    /// <exception cref="UserErrorException">A column is missing, or holds something else.</exception>
    public static DataFrame Select(DataFrame rows, EvaluateJobSettings settings)
    {
        StructType schema = rows.Schema();
        List<Column> columns =
        [
            Lists(schema, settings.Evaluate.TokenColumn, "--token-column").As(Words),
            Lists(schema, settings.Evaluate.GoldColumn!, "--gold-column").As(Gold),
        ];
        foreach ((int i, string? column) in settings.Systems.Select(system => system.Column).Index())
        {
            if (column is not null)
            {
                columns.Add(Lists(schema, column, settings.Evaluate.Compared is null ? "--predicted-column" : "--compare").As(Predicted(i)));
            }
        }

        if (settings.Documents is { } documents)
        {
            columns.Add(Named(Find(schema, documents.Document, "--document-column")).As(Document));
            columns.Add(Named(Find(schema, documents.Order, "--order-column")).As(Order));
        }

        return rows.Select([.. columns]);
    }

    private static Column Lists(StructType schema, string name, string option)
    {
        StructField field = Find(schema, name, option);
        return field.DataType switch
        {
            ArrayType { ElementType: StringType or CharType or VarcharType } => Named(field),

            // An array that is empty in every row.
            ArrayType { ElementType: NullType } => Named(field).Cast("array<string>"),
            ArrayType { ElementType: StructType annotation } when annotation.FirstOrDefault(f => f.Name == AnnotationField)?.DataType is StringType => Named(field).GetField(AnnotationField),
            _ => throw new UserErrorException(
                $"The column '{name}' is {field.DataType.SimpleString}, but an array of strings is needed, or an annotation column such as ner. Name another with {option}, or write the table anew."),
        };
    }

    private static StructField Find(StructType schema, string name, string option) =>
        schema.FirstOrDefault(f => f.Name == name)
        ?? schema.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"There is no column '{name}'; there are {string.Join(", ", schema.Names)}.{NearestName.Hint(name, schema.Names)} Name it with {option}.");

    // A dot in a name is no path.
    private static Column Named(StructField field) => Col($"`{field.Name.Replace("`", "``", StringComparison.Ordinal)}`");
}
