using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Ner;

/// <summary>Finds the columns of a data frame that a function reads, and says what is wrong with them before Spark does in its own words.</summary>
/// <remarks>An exception's parameter is the option of <see cref="NerOptions"/> that names the column: programs with other names for it say theirs.</remarks>
internal static class InputColumns
{
    /// <summary>The function's arguments, in the order in which it takes them, with what they are.</summary>
    /// <exception cref="ArgumentException">A column is missing or has an unsuitable type.</exception>
    public static (IReadOnlyList<NerInput> Inputs, Column[] Columns) Of(StructType schema, NerOptions options, string? textColumn)
    {
        var inputs = new List<NerInput>();
        var columns = new List<Column>();
        if (textColumn is null && options.WordsColumn is { } words)
        {
            DataType type = TypeOf(schema, words, nameof(NerOptions.WordsColumn));
            Require(type is ArrayType { ElementType: StringType or NullType }, words, type, "an array of strings", "split(text, ' ')", nameof(NerOptions.WordsColumn));
            Add(NerInput.Words, Named(schema, words));
        }
        else
        {
            string text = textColumn ?? options.TextColumn;
            DataType type = TypeOf(schema, text, nameof(NerOptions.TextColumn));
            Require(type is StringType or CharType or VarcharType or NullType, text, type, "a string", $"cast({text} as string)", nameof(NerOptions.TextColumn));
            Add(NerInput.Text, Named(schema, text));
        }

        if (options.IdColumn is { } id)
        {
            DataType type = TypeOf(schema, id, nameof(NerOptions.IdColumn));
            Column column = Named(schema, id);
            Add(NerInput.Id, type is StringType ? column : column.Cast("string"));
        }

        if (options.MetadataColumn is { } metadata)
        {
            DataType type = TypeOf(schema, metadata, nameof(NerOptions.MetadataColumn));
            string cast = $"cast({metadata} as map<string,string>)";
            Require(type is MapType { KeyType: StringType, ValueType: StringType }, metadata, type, "a map of strings", cast, nameof(NerOptions.MetadataColumn));
            Add(NerInput.Metadata, Named(schema, metadata));
        }

        return (inputs, [.. columns]);

        void Add(NerInput input, Column column)
        {
            inputs.Add(input);
            columns.Add(column);
        }
    }

    /// <summary>Checks that the columns that are added do not hide others.</summary>
    /// <exception cref="ArgumentException">One is there already, or is added twice.</exception>
    public static void CheckNew(StructType schema, IReadOnlyList<string> added, string errorsColumn)
    {
        foreach (string name in added)
        {
            bool isErrors = name == errorsColumn;
            if (added.Count(a => a.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1)
            {
                throw new ArgumentException($"The output would have two columns '{name}': name the errors column otherwise.", nameof(NerOptions.ErrorsColumn));
            }

            if (schema.Names.Any(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException(
                    $"The data frame has a column '{name}' already, and the annotations bring one of that name: "
                    + (isErrors ? "name the errors column otherwise." : "rename or drop it, or leave the annotation column out."),
                    isErrors ? nameof(NerOptions.ErrorsColumn) : nameof(NerOptions.Columns));
            }
        }
    }

    private static DataType TypeOf(StructType schema, string name, string option)
    {
        if (Find(schema, name) is { } field)
        {
            return field.DataType;
        }

        // A field of a struct column.
        DataType? type = schema;
        foreach (string part in name.Split('.'))
        {
            type = type is StructType inner ? Find(inner, part)?.DataType : null;
        }

        return type ?? throw new ArgumentException(
            $"There is no column '{name}'; there are {string.Join(", ", schema.Names)}.{NearestName.Hint(name, schema.Names)}", option);
    }

    private static StructField? Find(StructType schema, string name) => schema.FirstOrDefault(f => f.Name == name)
        ?? schema.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // A dot in a column's own name would be taken for a field of a struct.
    private static Column Named(StructType schema, string name) =>
        Sql.Functions.Col(Find(schema, name) is null ? name : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`");

    private static void Require(bool fits, string name, DataType type, string needed, string advice, string option)
    {
        if (!fits)
        {
            throw new ArgumentException($"The column '{name}' is {type.SimpleString}, but {needed} is needed: convert it first, for example by {advice}.", option);
        }
    }
}
