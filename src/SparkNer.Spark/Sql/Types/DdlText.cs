namespace SparkNer.Spark.Sql.Types;

/// <summary>Parts of SQL column definitions as Spark writes them.</summary>
internal static class DdlText
{
    /// <summary>A name, in backticks if it is more than letters of ASCII, digits and underscores, or a number.</summary>
    public static string Identifier(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !name.All(char.IsAsciiDigit)
            ? name
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>What follows a field's type: nullability and comment.</summary>
    public static string Suffix(StructField field)
    {
        string notNull = field.IsNullable ? "" : " NOT NULL";
        return field.Metadata.GetString("comment") is { } comment
            ? $"{notNull} COMMENT '{comment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'"
            : notNull;
    }
}
