using SparkNer.Spark.Sql;

namespace SparkNer.Cli.Running;

/// <summary>Reads a job's input by Spark.</summary>
internal static class SparkInput
{
    /// <summary>The format whose path is a table's name.</summary>
    public const string Table = "table";

    // Nothing between two commas is null and "" is an empty text: Spark keeps them apart only if its sign for null is something else than the empty text.
    private const string NoValue = "\u001Fnull";

    // As 'sparkner annotate' reads CSV, and the standard says: the first line names the columns, a quote is doubled, a value may hold line ends.
    private static readonly Dictionary<string, string> _csv = new() { ["header"] = "true", ["escape"] = "\"", ["multiLine"] = "true", ["nullValue"] = NoValue };

    /// <summary>All rows there are.</summary>
    /// <param name="spark">The session.</param>
    /// <param name="path">A path or glob, or a table's name.</param>
    /// <param name="format">Spark's name of the format, or <see cref="Table"/>.</param>
    /// <param name="options">The user's options of Spark's reader.</param>
    public static DataFrame Read(SparkSession spark, string path, string format, IReadOnlyList<KeyValuePair<string, string>> options)
    {
        DataFrameReader reader = spark.Read().Options(Options(format, options));
        return format == Table ? reader.Table(path) : reader.Format(format).Load(path);
    }

    /// <summary>A format's options: the user's own win.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Options(string format, IReadOnlyList<KeyValuePair<string, string>> given) =>
        format == "csv" ? [.. _csv.Where(d => !given.Any(g => g.Key.Equals(d.Key, StringComparison.OrdinalIgnoreCase))), .. given] : given;
}
