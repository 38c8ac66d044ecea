using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Reading;

/// <summary>Which columns a statement over a file reads, in which order and form: first those that are carried, then what the annotator needs besides.</summary>
internal sealed class DuckPlan
{
    private readonly List<string> _expressions = [];

    /// <summary>Plans the columns.</summary>
    /// <param name="input">The input, for messages.</param>
    /// <param name="columns">The file's columns.</param>
    /// <param name="sqlNames">The columns' names in the statement.</param>
    /// <param name="options">What to read.</param>
    /// <exception cref="InputException">A column is not there, or not of a type that can be used.</exception>
    public DuckPlan(string input, IReadOnlyList<CarriedColumn> columns, IReadOnlyList<string> sqlNames, SourceOptions options)
    {
        var carried = new List<CarriedColumn>();
        var json = new List<bool>();
        for (int i = 0; options.Carry != CarryAs.Nothing && i < columns.Count; i++)
        {
            (string expression, DuckType type, bool isJson) = Carried(sqlNames[i], columns[i].Type, options.Carry);
            _expressions.Add(expression);
            carried.Add(columns[i] with { Type = type });
            json.Add(isJson);
        }

        Columns = carried;
        IsJson = [.. json];

        string[] names = [.. columns.Select(c => c.Name)];
        int Find(string name, string option)
        {
            int at = Array.IndexOf(names, name);
            return at >= 0 ? at : throw RowSource.MissingColumn(input, name, option, names);
        }

        if (options.WordsColumn is { } words)
        {
            int at = Find(words, options.WordsOption);
            DuckType type = columns[at].Type;
            bool list = type.Id is DuckTypeId.List or DuckTypeId.Array
                && (type.Children[0].Id == DuckTypeId.Varchar || (options.WordsField is not null && type.Children[0].Id == DuckTypeId.Struct));
            if (!list && type.Id != DuckTypeId.Varchar)
            {
                throw new InputException($"{input}: the column '{words}' is {type}, not a list of strings (VARCHAR[]).");
            }

            Words = Add($"CAST({(list ? $"to_json({sqlNames[at]})" : sqlNames[at])} AS VARCHAR)");
        }
        else
        {
            int at = Find(options.TextColumn, "--text-column");
            DuckType type = columns[at].Type;
            if (type.Id is not (DuckTypeId.Varchar or DuckTypeId.Blob or DuckTypeId.Enum))
            {
                throw new InputException($"{input}: the column '{options.TextColumn}' is {type}, not text (VARCHAR). Name the column with the text with --text-column.");
            }

            Text = type.Id == DuckTypeId.Enum ? Add($"CAST({sqlNames[at]} AS VARCHAR)") : carried.Count > 0 && carried[at].Type == type ? at : Add(sqlNames[at]);
        }

        if (options.IdColumn is { } id)
        {
            Id = Add($"CAST({sqlNames[Find(id, "--id-column")]} AS VARCHAR)");
        }

        if (options.MetadataColumn is { } metadata)
        {
            int at = Find(metadata, "metadataCol");
            DuckTypeId type = columns[at].Type.Id;
            if (type is not (DuckTypeId.Map or DuckTypeId.Struct or DuckTypeId.Varchar))
            {
                throw new InputException($"{input}: the column '{metadata}' is {columns[at].Type}, not a map of strings (MAP(VARCHAR, VARCHAR)).");
            }

            Metadata = Add($"CAST({(type == DuckTypeId.Varchar ? sqlNames[at] : $"to_json({sqlNames[at]})")} AS VARCHAR)");
        }
    }

    /// <summary>The carried columns, which come first.</summary>
    public IReadOnlyList<CarriedColumn> Columns { get; }

    /// <summary>Which carried columns hold JSON text.</summary>
    public bool[] IsJson { get; }

    /// <summary>The position of the text; -1 where words are read.</summary>
    public int Text { get; } = -1;

    /// <summary>The position of the words, as a JSON array; -1 for none.</summary>
    public int Words { get; } = -1;

    /// <summary>The position of the identifier; -1 for none.</summary>
    public int Id { get; } = -1;

    /// <summary>The position of the metadata, as a JSON object; -1 for none.</summary>
    public int Metadata { get; } = -1;

    /// <summary>The statement's select list.</summary>
    public string SelectList => string.Join(", ", _expressions);

    private static (string Expression, DuckType Type, bool IsJson) Carried(string name, DuckType type, CarryAs carry)
    {
        if (type.Id == DuckTypeId.Varchar)
        {
            return (name, type, false);
        }

        bool nested = type.Id is DuckTypeId.List or DuckTypeId.Array or DuckTypeId.Map or DuckTypeId.Struct or DuckTypeId.Union;
        return carry switch
        {
            CarryAs.Json => ($"CAST(to_json({name}) AS VARCHAR)", DuckType.Varchar, true),
            CarryAs.Csv => ($"CAST({(nested ? $"to_json({name})" : name)} AS VARCHAR)", DuckType.Varchar, false),
            _ when type.CanBeMade => (name, type, false),
            // A type that cannot be handed on as it is (an enumeration, a union) goes as its text.
            _ => ($"CAST({name} AS VARCHAR)", DuckType.Varchar, false),
        };
    }

    private int Add(string expression)
    {
        _expressions.Add(expression);
        return _expressions.Count - 1;
    }
}
