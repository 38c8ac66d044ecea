using SparkNer.Cli.Submit;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;

namespace SparkNer.Jobs.Annotate;

/// <summary>Reads a job's input by Spark.</summary>
internal static class JobInput
{
    /// <summary>The name of the one column of Spark's text format.</summary>
    public const string TextColumn = "value";

    // Nothing between two commas is null and "" is an empty text: Spark keeps them apart only if its sign for null is something else than the empty text.
    private const string NoValue = "\u001Fnull";

    // As 'sparkner annotate' reads CSV, and the standard says: the first line names the columns, a quote is doubled, a value may hold line ends.
    private static readonly Dictionary<string, string> _csv = new() { ["header"] = "true", ["escape"] = "\"", ["multiLine"] = "true", ["nullValue"] = NoValue };

    /// <summary>The rows.</summary>
    public static DataFrame Read(SparkSession spark, AnnotateJobSettings settings)
    {
        DataFrame rows = settings.Checkpoint is null ? ReadAll(spark, settings) : ReadStream(spark, settings);

        // As 'sparkner annotate' names it; --text-column value keeps Spark's name.
        return settings.InputFormat == "text" && settings.Annotate.TextColumn != TextColumn ? rows.WithColumnRenamed(TextColumn, settings.Annotate.TextColumn) : rows;
    }

    /// <summary>A format's options: the user's own win.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Options(string format, IReadOnlyList<KeyValuePair<string, string>> given) =>
        format == "csv" ? [.. _csv.Where(d => !given.Any(g => g.Key.Equals(d.Key, StringComparison.OrdinalIgnoreCase))), .. given] : given;

    private static DataFrame ReadAll(SparkSession spark, AnnotateJobSettings settings)
    {
        DataFrameReader reader = spark.Read().Options(Options(settings.InputFormat, settings.InputOptions));
        return settings.InputFormat == "table" ? reader.Table(settings.Input) : reader.Format(settings.InputFormat).Load(settings.Input);
    }

    private static DataFrame ReadStream(SparkSession spark, AnnotateJobSettings settings)
    {
        DataStreamReader reader = spark.ReadStream().Options(Options(settings.InputFormat, settings.InputOptions));
        if (settings.InputFormat == "table")
        {
            return reader.Table(settings.Input);
        }

        // A stream of files must be told its columns: they are those that are there now.
        bool isFiles = settings.InputFormat is "parquet" or "json" or "csv" or "orc" or "text";
        reader = reader.Format(settings.InputFormat);
        return (isFiles ? reader.Schema(ReadAll(spark, settings).Schema()) : reader).Load(settings.Input);
    }
}
