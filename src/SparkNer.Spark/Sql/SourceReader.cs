using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>What readers of files and of streams are told before they read: the source, its columns, its options.</summary>
/// <typeparam name="TReader">The reader itself, which every call gives back.</typeparam>
public abstract class SourceReader<TReader>
    where TReader : SourceReader<TReader>
{
    private protected SourceReader(SparkSession session, JavaObject reference)
    {
        Session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    private protected SparkSession Session { get; }

    /// <summary>The source: parquet, json, csv, text, orc, for streams rate, or any other on the class path.</summary>
    public TReader Format(string source)
    {
        OptionSetting.Set(Reference, "format", source);
        return (TReader)this;
    }

    /// <summary>The columns, where the source does not tell them or should not be asked; streams of files must be told.</summary>
    public TReader Schema(StructType schema)
    {
        OptionSetting.Set(Reference, "schema", Session.Gateway.DataType(schema));
        return (TReader)this;
    }

    /// <summary>The columns as SQL: <c>id bigint, text string</c>.</summary>
    public TReader Schema(string schemaString)
    {
        OptionSetting.Set(Reference, "schema", schemaString);
        return (TReader)this;
    }

    /// <summary>Sets an option of the source.</summary>
    public TReader Option(string key, string value)
    {
        OptionSetting.Option(Reference, key, value);
        return (TReader)this;
    }

    /// <summary>Sets an option of the source.</summary>
    public TReader Option(string key, bool value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return (TReader)this;
    }

    /// <summary>Sets an option of the source.</summary>
    public TReader Option(string key, long value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return (TReader)this;
    }

    /// <summary>Sets an option of the source.</summary>
    public TReader Option(string key, double value)
    {
        OptionSetting.Option(Reference, key, OptionSetting.Text(value));
        return (TReader)this;
    }

    /// <summary>Sets options of the source.</summary>
    public TReader Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        OptionSetting.Options(Reference, options);
        return (TReader)this;
    }
}
