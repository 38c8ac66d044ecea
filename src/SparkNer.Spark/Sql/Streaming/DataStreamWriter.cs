using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql.Streaming;

/// <summary>Writes a data frame that grows. Set up, then started.</summary>
public sealed class DataStreamWriter
{
    private readonly JavaGateway _gateway;

    internal DataStreamWriter(JavaObject reference)
    {
        Reference = reference;
        _gateway = reference.Gateway;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>Which rows are written: <c>append</c>, <c>update</c> or <c>complete</c>.</summary>
    public DataStreamWriter OutputMode(string outputMode)
    {
        OptionSetting.Set(Reference, "outputMode", outputMode);
        return this;
    }

    /// <summary>Which rows are written.</summary>
    public DataStreamWriter OutputMode(OutputMode outputMode) => OutputMode(outputMode.ToString().ToLowerInvariant());

    /// <summary>The format: parquet, json, csv, text, orc, memory, console or any other on the class path.</summary>
    public DataStreamWriter Format(string source)
    {
        OptionSetting.Set(Reference, "format", source);
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataStreamWriter Option(string key, string value)
    {
        OptionSetting.Option(Reference, key, value);
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataStreamWriter Option(string key, bool value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataStreamWriter Option(string key, long value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataStreamWriter Option(string key, double value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets options of the format.</summary>
    public DataStreamWriter Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        OptionSetting.Options(Reference, options);
        return this;
    }

    /// <summary>A folder for each value of these columns.</summary>
    public DataStreamWriter PartitionBy(params string[] colNames)
    {
        using JavaObject names = _gateway.StringArray(colNames);
        OptionSetting.Set(Reference, "partitionBy", names);
        return this;
    }

    /// <summary>When to look for new rows.</summary>
    public DataStreamWriter Trigger(Trigger trigger)
    {
        using JavaObject java = trigger.On(_gateway);
        OptionSetting.Set(Reference, "trigger", java);
        return this;
    }

    /// <summary>The name under which the query is listed.</summary>
    public DataStreamWriter QueryName(string queryName)
    {
        OptionSetting.Set(Reference, "queryName", queryName);
        return this;
    }

    /// <summary>Starts the query, which goes on in the JVM.</summary>
    /// <param name="path">Where to write; null: as the option <c>path</c> says.</param>
    /// <exception cref="JavaException">It cannot start.</exception>
    public StreamingQuery Start(string? path = null) => new(path is null ? Reference.CallObject("start") : Reference.CallObject("start", path));

    /// <summary>Starts the query, writing to a table.</summary>
    /// <exception cref="JavaException">It cannot start.</exception>
    public StreamingQuery ToTable(string tableName) => new(Reference.CallObject("toTable", tableName));
}
