using System.Globalization;

namespace SparkNer.Spark.Ner;

/// <summary>How a message names a row of a task.</summary>
internal static class RowNumbers
{
    /// <summary>By its id if it has one, else by its place: rows are counted from 1 in the order in which Spark sends the partition.</summary>
    public static string Describe(string? id, int partition, long row) => id is not null
        ? $"the row with the id '{id}'"
        : string.Create(CultureInfo.InvariantCulture, $"row {row} of partition {partition}");
}
