namespace SparkNer.Files.DuckDb;

/// <summary>Quoting for DuckDB's SQL.</summary>
internal static class Sql
{
    /// <summary>A string literal.</summary>
    public static string Literal(string value) => value.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A NUL character cannot stand in a statement.", nameof(value))
        : "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name.</summary>
    public static string Name(string value) => value.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("A NUL character cannot stand in a statement.", nameof(value))
        : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A path as a literal that is not taken for a pattern of paths.</summary>
    public static string FileLiteral(string path) => Literal(path.AsSpan().IndexOfAny('*', '?', '[') < 0 ? path : Escaped(path));

    // A one-character class stands for the character itself; DuckDB's patterns have no other way to say so.
    private static string Escaped(string path) => string.Concat(path.Select(c => c is '*' or '?' or '[' ? $"[{c}]" : c.ToString()));
}
