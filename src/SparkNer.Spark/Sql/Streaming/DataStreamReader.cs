using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql.Streaming;

/// <summary>Reads data frames that grow: new files of a folder, or what another streaming source brings.</summary>
public sealed class DataStreamReader : SourceReader<DataStreamReader>
{
    internal DataStreamReader(SparkSession session, JavaObject reference)
        : base(session, reference)
    {
    }

    /// <summary>Reads from a source that needs no path.</summary>
    public DataFrame Load() => Session.DataFrame(Reference.CallObject("load"));

    /// <summary>Reads a folder's files.</summary>
    public DataFrame Load(string path) => ByPath("load", path);

    /// <summary>Reads a folder's Parquet files.</summary>
    public DataFrame Parquet(string path) => ByPath("parquet", path);

    /// <summary>Reads a folder's JSON files.</summary>
    public DataFrame Json(string path) => ByPath("json", path);

    /// <summary>Reads a folder's CSV files.</summary>
    public DataFrame Csv(string path) => ByPath("csv", path);

    /// <summary>Reads a folder's text files.</summary>
    public DataFrame Text(string path) => ByPath("text", path);

    /// <summary>Reads a folder's ORC files.</summary>
    public DataFrame Orc(string path) => ByPath("orc", path);

    /// <summary>Reads a table that grows.</summary>
    public DataFrame Table(string tableName) => ByPath("table", tableName);

    private DataFrame ByPath(string method, string path) => Session.DataFrame(Reference.CallObject(method, path));
}
