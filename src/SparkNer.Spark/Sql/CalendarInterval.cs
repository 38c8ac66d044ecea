namespace SparkNer.Spark.Sql;

/// <summary>Months, days and microseconds that are not converted into each other.</summary>
/// <param name="Months">The months.</param>
/// <param name="Days">The days.</param>
/// <param name="Microseconds">The microseconds.</param>
public readonly record struct CalendarInterval(int Months, int Days, long Microseconds);
