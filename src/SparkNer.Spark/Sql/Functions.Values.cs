namespace SparkNer.Spark.Sql;

/// <content>Nulls, conditions, numbers, times, the row's place.</content>
public static partial class Functions
{
    /// <summary>The first value that is not null.</summary>
    public static Column Coalesce(params Column[] columns) => OfAll("coalesce", columns);

    /// <summary>The greatest of a row's values.</summary>
    public static Column Greatest(params Column[] columns) => OfAll("greatest", columns);

    /// <summary>The smallest of a row's values.</summary>
    public static Column Least(params Column[] columns) => OfAll("least", columns);

    /// <summary>Null.</summary>
    public static Column IsNull(Column column) => Of("isnull", column);

    /// <summary>Not null.</summary>
    public static Column IsNotNull(Column column) => Of("isnotnull", column);

    /// <summary>Not a number.</summary>
    public static Column IsNaN(Column column) => Of("isnan", column);

    /// <summary>The first, or the second where the first is not a number.</summary>
    public static Column NaNvl(Column first, Column second) => Of("nanvl", first, second);

    /// <summary>It is false.</summary>
    public static Column Not(Column column) => Of("not", column);

    /// <summary>The negative number.</summary>
    public static Column Negate(Column column) => Of("negate", column);

    /// <summary>A value where a condition holds, otherwise null: <see cref="Column.When"/> and <see cref="Column.Otherwise"/> add cases.</summary>
    public static Column When(Column condition, object? value) => Of("when", condition, value);

    /// <summary>Numbers that grow with the row, not one by one.</summary>
    public static Column MonotonicallyIncreasingId() => Of("monotonically_increasing_id");

    /// <summary>The number of the row's partition.</summary>
    public static Column SparkPartitionId() => Of("spark_partition_id");

    /// <summary>The file that the row was read from.</summary>
    public static Column InputFileName() => Of("input_file_name");

    /// <summary>A random number of at least 0 and less than 1.</summary>
    public static Column Rand() => Of("rand");

    /// <summary>A random number of at least 0 and less than 1, the same for the same seed and partitions.</summary>
    public static Column Rand(long seed) => Of("rand", seed);

    /// <summary>A normally distributed random number.</summary>
    public static Column Randn(long seed) => Of("randn", seed);

    /// <summary>A hash of 32 bits.</summary>
    public static Column Hash(params Column[] columns) => OfAll("hash", columns);

    /// <summary>A hash of 64 bits.</summary>
    public static Column XXHash64(params Column[] columns) => OfAll("xxhash64", columns);

    /// <summary>The name of the type.</summary>
    public static Column TypeOf(Column column) => Of("typeof", column);

    /// <summary>Fails the query.</summary>
    public static Column RaiseError(Column message) => Of("raise_error", message);

    /// <summary>The number without its sign.</summary>
    public static Column Abs(Column column) => Of("abs", column);

    /// <summary>The square root.</summary>
    public static Column Sqrt(Column column) => Of("sqrt", column);

    /// <summary>Rounded, halves away from zero.</summary>
    public static Column Round(Column column, int scale = 0) => Of("round", column, scale);

    /// <summary>The next smaller whole number.</summary>
    public static Column Floor(Column column) => Of("floor", column);

    /// <summary>The next greater whole number.</summary>
    public static Column Ceil(Column column) => Of("ceil", column);

    /// <summary>The exponential.</summary>
    public static Column Exp(Column column) => Of("exp", column);

    /// <summary>The natural logarithm.</summary>
    public static Column Log(Column column) => Of("log", column);

    /// <summary>The power.</summary>
    public static Column Pow(Column left, Column right) => Of("pow", left, right);

    /// <summary>The remainder that is never negative.</summary>
    public static Column Pmod(Column dividend, Column divisor) => Of("pmod", dividend, divisor);

    /// <summary>When the query started.</summary>
    public static Column CurrentTimestamp() => Of("current_timestamp");

    /// <summary>The day when the query started.</summary>
    public static Column CurrentDate() => Of("current_date");

    /// <summary>A day.</summary>
    public static Column ToDate(Column column) => Of("to_date", column);

    /// <summary>A day, read from a text.</summary>
    public static Column ToDate(Column column, string format) => Of("to_date", column, format);

    /// <summary>A point in time.</summary>
    public static Column ToTimestamp(Column column) => Of("to_timestamp", column);

    /// <summary>A point in time, read from a text.</summary>
    public static Column ToTimestamp(Column column, string format) => Of("to_timestamp", column, format);

    /// <summary>A day or a point in time as a text.</summary>
    public static Column DateFormat(Column column, string format) => Of("date_format", column, format);

    /// <summary>A point in time cut down to a unit.</summary>
    public static Column DateTrunc(string unit, Column column) => Of("date_trunc", unit, column);

    /// <summary>Days later.</summary>
    public static Column DateAdd(Column column, int days) => Of("date_add", column, days);

    /// <summary>The days between.</summary>
    public static Column DateDiff(Column end, Column start) => Of("datediff", end, start);

    /// <summary>The year.</summary>
    public static Column Year(Column column) => Of("year", column);

    /// <summary>The month, from 1.</summary>
    public static Column Month(Column column) => Of("month", column);

    /// <summary>The day of the month, from 1.</summary>
    public static Column DayOfMonth(Column column) => Of("dayofmonth", column);

    /// <summary>The hour, from 0.</summary>
    public static Column Hour(Column column) => Of("hour", column);

    /// <summary>Seconds since 1970.</summary>
    public static Column UnixTimestamp(Column column) => Of("unix_timestamp", column);

    /// <summary>Seconds since 1970 as a text.</summary>
    public static Column FromUnixTime(Column column) => Of("from_unixtime", column);

    /// <summary>Time windows for <see cref="DataFrame.GroupBy(Column[])"/>: <c>10 minutes</c>.</summary>
    public static Column Window(Column column, string duration) => Of("window", column, duration);
}
