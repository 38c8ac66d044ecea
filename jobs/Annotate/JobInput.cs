using SparkNer.Cli.Running;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;

namespace SparkNer.Jobs.Annotate;

/// <summary>Reads the job's input by Spark, all at once or as a stream.</summary>
internal static class JobInput
{
    /// <summary>The name of the one column of Spark's text format.</summary>
    public const string TextColumn = "value";

    /// <summary>The rows.</summary>
    public static DataFrame Read(SparkSession spark, AnnotateJobSettings settings)
    {
        DataFrame rows = settings.Checkpoint is null ? ReadAll(spark, settings) : ReadStream(spark, settings);

        // As 'sparkner annotate' names it; --text-column value keeps Spark's name.
        return settings.InputFormat == "text" && settings.Annotate.TextColumn != TextColumn ? rows.WithColumnRenamed(TextColumn, settings.Annotate.TextColumn) : rows;
    }

    private static DataFrame ReadAll(SparkSession spark, AnnotateJobSettings settings) => SparkInput.Read(spark, settings.Input, settings.InputFormat, settings.InputOptions);

    private static DataFrame ReadStream(SparkSession spark, AnnotateJobSettings settings)
    {
        DataStreamReader reader = spark.ReadStream().Options(SparkInput.Options(settings.InputFormat, settings.InputOptions));
        if (settings.InputFormat == SparkInput.Table)
        {
            return reader.Table(settings.Input);
        }

        // A stream of files must be told its columns: they are those that are there now.
        bool isFiles = settings.InputFormat is "parquet" or "json" or "csv" or "orc" or "text";
        reader = reader.Format(settings.InputFormat);
        return (isFiles ? reader.Schema(ReadAll(spark, settings).Schema()) : reader).Load(settings.Input);
    }
}
