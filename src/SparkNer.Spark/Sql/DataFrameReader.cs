using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>Reads data frames from files and tables. Set up, then used once.</summary>
public sealed class DataFrameReader : SourceReader<DataFrameReader>
{
    internal DataFrameReader(SparkSession session, JavaObject reference)
        : base(session, reference)
    {
    }

    /// <summary>Reads from a source that needs no path.</summary>
    /// <exception cref="JavaException">The source cannot be read; <see cref="JavaException.IsAnalysisError"/> if it does not exist.</exception>
    public DataFrame Load() => Session.DataFrame(Reference.CallObject("load"));

    /// <summary>Reads files or folders.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Load(params string[] paths) => ByPaths("load", paths);

    /// <summary>Reads Parquet files.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Parquet(params string[] paths) => ByPaths("parquet", paths);

    /// <summary>Reads JSON files, one object a line.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Json(params string[] paths) => ByPaths("json", paths);

    /// <summary>Reads CSV files.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Csv(params string[] paths) => ByPaths("csv", paths);

    /// <summary>Reads text files: a column <c>value</c>, a row a line.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Text(params string[] paths) => ByPaths("text", paths);

    /// <summary>Reads ORC files.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Orc(params string[] paths) => ByPaths("orc", paths);

    /// <summary>Reads a table or a view.</summary>
    /// <inheritdoc cref="Load()"/>
    public DataFrame Table(string tableName) => Session.DataFrame(Reference.CallObject("table", tableName));

    private DataFrame ByPaths(string method, string[] paths)
    {
        if (paths is [string only])
        {
            return Session.DataFrame(Reference.CallObject(method, only));
        }

        using JavaObject array = Session.Gateway.StringArray(paths);
        return Session.DataFrame(Reference.CallObject(method, array));
    }
}
