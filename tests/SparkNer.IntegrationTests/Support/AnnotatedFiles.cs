using System.Text.Json.Nodes;
using SparkNer.Files.DuckDb;

namespace SparkNer.IntegrationTests.Support;

/// <summary>Compares annotated Parquet files: everything to the byte, probabilities within 1e-5.</summary>
internal static class AnnotatedFiles
{
    // Metadata of a fixed meaning. All other keys are labels or a confidence, and their values probabilities.
    private const string ExactKeys = "'word', 'sentence', 'chunk', 'entity'";
    private const int Shown = 3;

    /// <summary>Asserts that two sets of files have the same rows, told apart by <c>id</c>.</summary>
    /// <param name="expected">A path or pattern of files.</param>
    /// <param name="actual">A path or pattern of files.</param>
    /// <param name="annotations">The annotation columns.</param>
    /// <param name="others">The other columns.</param>
    public static void AssertEqual(string expected, string actual, IEnumerable<string> annotations, IEnumerable<string> others)
    {
        long rows = Count(expected);
        Assert.Equal(rows, Count(actual));
        foreach (string column in others)
        {
            AssertNone(expected, actual, column, $"e.{Sql.Name(column)} IS DISTINCT FROM a.{Sql.Name(column)}");
        }

        foreach (string column in annotations)
        {
            AssertNone(expected, actual, column, $"NOT {SameAnnotations($"e.{Sql.Name(column)}", $"a.{Sql.Name(column)}")}");
        }

        // Neither side has an id that the other lacks, or has it twice.
        Assert.Equal(rows, long.Parse(Single($"SELECT CAST(count(DISTINCT e.id) AS VARCHAR) FROM '{expected}' e JOIN '{actual}' a ON e.id = a.id"), System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The number of rows.</summary>
    public static long Count(string files) => long.Parse(Single($"SELECT CAST(count(*) AS VARCHAR) FROM '{files}'"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The values of a column's expression, by id.</summary>
    public static List<string?> Values(string files, string expression) => [.. DuckQuery.Strings($"SELECT CAST({expression} AS VARCHAR) FROM '{files}' ORDER BY id").Select(row => row[0])];

    /// <summary>The DataFrame schema that Spark keeps in a Parquet file: with nullability and field metadata as they were written.</summary>
    public static JsonObject SparkSchema(string files) => JsonNode.Parse(
        Single($"SELECT decode(value) FROM parquet_kv_metadata('{files}') WHERE decode(key) = 'org.apache.spark.sql.parquet.row.metadata' LIMIT 1"))!.AsObject();

    // list_bool_and leaves nulls out: every condition in it must be true or false.
    private static string SameAnnotations(string e, string a)
    {
        const string Exact = "{0}.annotatorType, {0}.\"begin\", {0}.\"end\", {0}.result, {0}.embeddings";
        string first = string.Format(System.Globalization.CultureInfo.InvariantCulture, Exact, "p[1]");
        string second = string.Format(System.Globalization.CultureInfo.InvariantCulture, Exact, "p[2]");
        string entries =
            $"""
            list_bool_and(list_transform(list_zip(map_entries(p[1].metadata), map_entries(p[2].metadata)), lambda m:
                m[1].key = m[2].key AND (m[1].value IS NOT DISTINCT FROM m[2].value
                    OR (m[1].key NOT IN ({ExactKeys}) AND coalesce(abs(TRY_CAST(m[1].value AS DOUBLE) - TRY_CAST(m[2].value AS DOUBLE)) <= 1e-5, false)))))
            """;
        string same =
            $"""
            row({first}) IS NOT DISTINCT FROM row({second})
            AND coalesce({entries}, len(map_entries(p[1].metadata)) = 0 AND len(map_entries(p[2].metadata)) = 0)
            """;
        return $"coalesce(len({e}) = len({a}) AND coalesce(list_bool_and(list_transform(list_zip({e}, {a}), lambda p: {same})), len({e}) = 0), {e} IS NULL AND {a} IS NULL)";
    }

    private static void AssertNone(string expected, string actual, string column, string difference)
    {
        string name = Sql.Name(column);
        List<string> differences =
        [
            .. DuckQuery.Strings(
                $"SELECT CAST(e.id AS VARCHAR), CAST(e.{name} AS VARCHAR), CAST(a.{name} AS VARCHAR) FROM '{expected}' e JOIN '{actual}' a ON e.id = a.id WHERE {difference} LIMIT {Shown}")
                .Select(row => $"{column} of id {row[0]}\nexpected: {row[1]}\nactual:   {row[2]}"),
        ];
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string Single(string query) => DuckQuery.Strings(query).Single()[0] ?? throw new InvalidOperationException($"Null from {query}");
}
