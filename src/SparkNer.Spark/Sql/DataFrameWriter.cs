using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>Writes a data frame to files and tables. Set up, then used once.</summary>
public sealed class DataFrameWriter
{
    private readonly JavaGateway _gateway;

    internal DataFrameWriter(JavaObject reference)
    {
        Reference = reference;
        _gateway = reference.Gateway;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>What to do where output exists already.</summary>
    public DataFrameWriter Mode(SaveMode saveMode) => Mode(SaveModes.Name(saveMode));

    /// <summary>What to do where output exists already: <c>append</c>, <c>overwrite</c>, <c>error</c> or <c>ignore</c>.</summary>
    public DataFrameWriter Mode(string saveMode)
    {
        OptionSetting.Set(Reference, "mode", saveMode);
        return this;
    }

    /// <summary>The format: parquet, json, csv, text, orc or any other on the class path.</summary>
    public DataFrameWriter Format(string source)
    {
        OptionSetting.Set(Reference, "format", source);
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, string value)
    {
        OptionSetting.Option(Reference, key, value);
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, bool value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, long value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, double value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return this;
    }

    /// <summary>Sets options of the format.</summary>
    public DataFrameWriter Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        OptionSetting.Options(Reference, options);
        return this;
    }

    /// <summary>A folder for each value of these columns.</summary>
    public DataFrameWriter PartitionBy(params string[] colNames)
    {
        using JavaObject names = _gateway.StringArray(colNames);
        OptionSetting.Set(Reference, "partitionBy", names);
        return this;
    }

    /// <summary>Writes to a destination that needs no path.</summary>
    /// <exception cref="JavaException">The job failed, or the output exists.</exception>
    public void Save() => Reference.Call("save");

    /// <summary>Writes files to a folder.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Save(string path) => Reference.Call("save", path);

    /// <summary>Writes Parquet files.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Parquet(string path) => Reference.Call("parquet", path);

    /// <summary>Writes JSON files, one object a line; null fields are left out.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Json(string path) => Reference.Call("json", path);

    /// <summary>Writes CSV files. Nested columns cannot be written.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Csv(string path) => Reference.Call("csv", path);

    /// <summary>Writes the only column, a text, a line a row.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Text(string path) => Reference.Call("text", path);

    /// <summary>Writes ORC files.</summary>
    /// <inheritdoc cref="Save()"/>
    public void Orc(string path) => Reference.Call("orc", path);

    /// <summary>Writes a table.</summary>
    /// <inheritdoc cref="Save()"/>
    public void SaveAsTable(string tableName) => Reference.Call("saveAsTable", tableName);

    /// <summary>Adds rows to a table, column by column in their order.</summary>
    /// <inheritdoc cref="Save()"/>
    public void InsertInto(string tableName) => Reference.Call("insertInto", tableName);
}
