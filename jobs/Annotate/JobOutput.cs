using SparkNer.Cli.Annotate;
using SparkNer.Cli.Submit;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Sql.Streaming;
using SparkNer.Spark.Sql.Types;
using static SparkNer.Spark.Sql.Functions;

namespace SparkNer.Jobs.Annotate;

/// <summary>Writes a job's results by Spark.</summary>
internal static class JobOutput
{
    // As 'sparkner annotate' writes CSV.
    private static readonly Dictionary<string, string> _csv = new() { ["header"] = "true", ["escape"] = "\"" };

    /// <summary>The settings with what the output's format needs of the annotations.</summary>
    public static AnnotateSettings Fitted(AnnotateJobSettings settings) => settings.OutputFormat != "text"
        ? settings.Annotate

        // Marked text is made in Spark, whose functions count code points.
        : settings.Annotate with { Offsets = OffsetUnit.CodePoints, Columns = settings.Annotate.Layout == AnnotationLayout.SparkNlp ? ["document", "ner_chunk"] : null };

    /// <summary>The rows as the output's format can hold them.</summary>
    /// <param name="annotated">The annotated rows.</param>
    /// <param name="settings">The job's settings.</param>
    public static DataFrame Shape(DataFrame annotated, AnnotateJobSettings settings) => settings.OutputFormat switch
    {
        // What is no plain value becomes JSON, as 'sparkner annotate' does.
        "csv" => annotated.Select([.. annotated.Schema().Select(f => f.DataType is StructType or ArrayType or MapType ? ToJson(Quoted(f.Name)).As(f.Name) : Quoted(f.Name))]),
        "text" => annotated.Select(Expr(MarkedText.Expression(settings.Annotate)).As(JobInput.TextColumn)),
        _ => annotated,
    };

    /// <summary>Writes the rows there are.</summary>
    public static void Write(DataFrame rows, AnnotateJobSettings settings)
    {
        DataFrameWriter writer = rows.Write().Mode(settings.Mode).Options(Options(settings));
        if (settings.OutputFormat == "table")
        {
            writer.SaveAsTable(settings.Output);
        }
        else
        {
            writer.Format(settings.OutputFormat).Save(settings.Output);
        }
    }

    /// <summary>Starts to write what there is, and what has come since the last such run.</summary>
    public static StreamingQuery Start(DataFrame rows, AnnotateJobSettings settings)
    {
        DataStreamWriter writer = rows.WriteStream().OutputMode("append").Trigger(Trigger.AvailableNow())
            .Option("checkpointLocation", settings.Checkpoint!).Options(Options(settings));
        return settings.OutputFormat == "table" ? writer.ToTable(settings.Output) : writer.Format(settings.OutputFormat).Start(settings.Output);
    }

    private static IEnumerable<KeyValuePair<string, string>> Options(AnnotateJobSettings settings) => settings.OutputFormat == "csv"
        ? [.. _csv.Where(d => !settings.OutputOptions.Any(g => g.Key.Equals(d.Key, StringComparison.OrdinalIgnoreCase))), .. settings.OutputOptions]
        : settings.OutputOptions;

    // A dot in a name is no path.
    private static Column Quoted(string name) => Col($"`{name.Replace("`", "``", StringComparison.Ordinal)}`");
}
