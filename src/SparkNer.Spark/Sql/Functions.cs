using System.Globalization;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Spark's column functions, those that every supported version has. What is missing can be written as SQL: <see cref="Expr"/>.</summary>
public static partial class Functions
{
    private const string ClassName = "org.apache.spark.sql.functions";

    /// <summary>A column by its name; a dot goes into a struct, backticks keep a dot that belongs to the name.</summary>
    public static Column Col(string columnName) => Of("col", columnName);

    /// <summary>A column by its name: another name of <see cref="Col"/>.</summary>
    public static Column Column(string columnName) => Col(columnName);

    /// <summary>A SQL expression: <c>transform(ner, x -> x.result)</c>.</summary>
    public static Column Expr(string expression) => Of("expr", expression);

    /// <summary>A SQL function, built-in or registered, by its name.</summary>
    public static Column CallFunction(string name, params Column[] columns) =>
        new(g => g.CallStaticObject(ClassName, "call_function", name, g.ColumnSeq(columns)));

    /// <summary>A registered function by its name: another name of <see cref="CallFunction"/>.</summary>
    public static Column CallUDF(string udfName, params Column[] columns) => CallFunction(udfName, columns);

    /// <summary>A value that is the same in every row.</summary>
    /// <param name="value">
    /// Null, a string, a character, a boolean, a number of .NET that Spark has (signed integers, float, double, decimal), bytes, <see cref="DateOnly"/>,
    /// <see cref="DateTimeOffset"/> or UTC <see cref="DateTime"/> (timestamp), another <see cref="DateTime"/> (timestamp_ntz); a column stays what it is.
    /// </param>
    /// <exception cref="ArgumentException">Another type.</exception>
    public static Column Lit(object? value) => value switch
    {
        Column column => column,
        null or string or bool or int or long or double or decimal or byte[] => new Column(g => g.CallStaticObject(ClassName, "lit", value)),
        char c => Lit(c.ToString()),
        sbyte n => Lit((int)n).Cast("tinyint"),
        short n => Lit((int)n).Cast("smallint"),
        float n => Lit((double)n).Cast("float"),
        DateOnly day => JavaTime("LocalDate", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset time => JavaTime("Instant", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)),
        DateTime { Kind: DateTimeKind.Unspecified } time =>
            JavaTime("LocalDateTime", time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        DateTime time => Lit(new DateTimeOffset(time)),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be a literal. Use a string and Cast, or Expr.", nameof(value)),
    };

    /// <summary>A column to sort by, smallest first.</summary>
    public static Column Asc(string columnName) => Col(columnName).Asc();

    /// <summary>A column to sort by, greatest first.</summary>
    public static Column Desc(string columnName) => Col(columnName).Desc();

    /// <summary>JSON text read as a type; null where it does not fit.</summary>
    /// <param name="column">The JSON.</param>
    /// <param name="schema">The type as SQL columns or as Spark's JSON.</param>
    /// <param name="options">Options of the JSON source.</param>
    public static Column FromJson(Column column, string schema, IReadOnlyDictionary<string, string>? options = null) =>
        new(g => g.CallStaticObject(ClassName, "from_json", column.On(g), schema, g.HashMap(options ?? new Dictionary<string, string>())));

    /// <summary>JSON text read as a type; null where it does not fit.</summary>
    public static Column FromJson(Column column, DataType schema, IReadOnlyDictionary<string, string>? options = null) =>
        new(g => g.CallStaticObject(ClassName, "from_json", column.On(g), g.DataType(schema), g.HashMap(options ?? new Dictionary<string, string>())));

    /// <summary>A struct, an array or a map as JSON text.</summary>
    public static Column ToJson(Column column, IReadOnlyDictionary<string, string>? options = null) =>
        new(g => g.CallStaticObject(ClassName, "to_json", column.On(g), g.HashMap(options ?? new Dictionary<string, string>())));

    /// <summary>A literal in Spark's sense, which a converted text is not.</summary>
    private static Column JavaTime(string className, string text) => new(g =>
    {
        using JavaObject time = g.CallStaticObject("java.time." + className, "parse", text);
        return g.CallStaticObject(ClassName, "lit", time);
    });

    private static Column Of(string method, params object?[] arguments) => new(g => Call(g, method, arguments));

    private static Column OfAll(string method, Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Column[] copy = [.. columns];
        return new Column(g => g.CallStaticObject(ClassName, method, g.ColumnSeq(copy)));
    }

    private static JavaObject Call(JavaGateway gateway, string method, object?[] arguments)
    {
        var values = new object?[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Sql.Column.JavaValue(gateway, arguments[i]);
        }

        return gateway.CallStaticObject(ClassName, method, values);
    }
}
