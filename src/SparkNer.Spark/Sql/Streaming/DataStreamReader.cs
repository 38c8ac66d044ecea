using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql.Streaming;

/// <summary>Reads data frames that grow: new files of a folder, or what another streaming source brings.</summary>
public sealed class DataStreamReader
{
    private readonly SparkSession _session;

    internal DataStreamReader(SparkSession session, JavaObject reference)
    {
        _session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The source: parquet, json, csv, text, orc, rate or any other on the class path.</summary>
    public DataStreamReader Format(string source)
    {
        OptionSetting.Set(Reference, "format", source);
        return this;
    }

    /// <summary>The columns: file sources must be told.</summary>
    public DataStreamReader Schema(StructType schema)
    {
        OptionSetting.Set(Reference, "schema", _session.Gateway.DataType(schema));
        return this;
    }

    /// <summary>The columns as SQL: <c>id bigint, text string</c>.</summary>
    public DataStreamReader Schema(string schemaString)
    {
        OptionSetting.Set(Reference, "schema", schemaString);
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, string value)
    {
        OptionSetting.Option(Reference, key, value);
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, bool value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, long value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, double value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets options of the source.</summary>
    public DataStreamReader Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        OptionSetting.Options(Reference, options);
        return this;
    }

    /// <summary>Reads from a source that needs no path.</summary>
    public DataFrame Load() => _session.DataFrame(Reference.CallObject("load"));

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

    private DataFrame ByPath(string method, string path) => _session.DataFrame(Reference.CallObject(method, path));
}
