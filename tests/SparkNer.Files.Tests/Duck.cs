using SparkNer.Files.DuckDb;

namespace SparkNer.Files.Tests;

/// <summary>DuckDB itself, to make inputs and to look at outputs.</summary>
internal static class Duck
{
    public static void Execute(string sql)
    {
        using ConnectionHandle connection = DuckDatabase.Connect();
        DuckQuery.Execute(connection, sql);
    }

    /// <summary>The rows of a query, their values as text joined by |, null as ∅.</summary>
    public static List<string> Rows(string sql)
    {
        string columns;
        using (var query = new DuckQuery($"SELECT * FROM ({sql}) LIMIT 0"))
        {
            columns = string.Join(", ", query.Names.Select(n => $"CAST({Sql.Name(n)} AS VARCHAR)"));
        }

        return [.. DuckQuery.Strings($"SELECT {columns} FROM ({sql})").Select(r => string.Join('|', r.Select(v => v ?? "∅")))];
    }
}
