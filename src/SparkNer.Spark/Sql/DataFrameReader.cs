using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Reads data frames from files and tables. Set up, then used once.</summary>
public sealed class DataFrameReader
{
    private readonly SparkSession _session;

    internal DataFrameReader(SparkSession session, JavaObject reference)
    {
        _session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The source: parquet, json, csv, text, orc or any other on the class path.</summary>
    public DataFrameReader Format(string source)
    {
        OptionSetting.Set(Reference, "format", source);
        return this;
    }

    /// <summary>The columns, where the source does not tell them or should not be asked.</summary>
    public DataFrameReader Schema(StructType schema)
    {
        OptionSetting.Set(Reference, "schema", _session.Gateway.DataType(schema));
        return this;
    }

    /// <summary>The columns as SQL: <c>id bigint, text string</c>.</summary>
    public DataFrameReader Schema(string schemaString)
    {
        OptionSetting.Set(Reference, "schema", schemaString);
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, string value)
    {
        OptionSetting.Option(Reference, key, value);
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, bool value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, long value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, double value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets options of the source.</summary>
    public DataFrameReader Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        OptionSetting.Options(Reference, options);
        return this;
    }

    /// <summary>Reads from a source that needs no path.</summary>
    /// <exception cref="JavaException">The source cannot be read; <see cref="JavaException.IsAnalysisError"/> if it does not exist.</exception>
    public DataFrame Load() => _session.DataFrame(Reference.CallObject("load"));

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
    public DataFrame Table(string tableName) => _session.DataFrame(Reference.CallObject("table", tableName));

    private DataFrame ByPaths(string method, string[] paths)
    {
        if (paths is [string only])
        {
            return _session.DataFrame(Reference.CallObject(method, only));
        }

        using JavaObject array = _session.Gateway.StringArray(paths);
        return _session.DataFrame(Reference.CallObject(method, array));
    }
}
