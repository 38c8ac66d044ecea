namespace SparkNer.Files.DuckDb;

/// <summary>DuckDB refused a statement, or failed in one. Callers turn it into an error that names the user's file.</summary>
internal sealed class DuckDbException(string message, int errorType = 0) : Exception(message)
{
    /// <summary>DuckDB's kind of error (duckdb_error_type).</summary>
    public int ErrorType { get; } = errorType;
}
