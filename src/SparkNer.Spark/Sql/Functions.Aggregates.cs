namespace SparkNer.Spark.Sql;

/// <content>Over the rows of a group.</content>
public static partial class Functions
{
    /// <summary>How many values are not null.</summary>
    public static Column Count(Column column) => Of("count", column);

    /// <summary>How many values are not null.</summary>
    public static Column Count(string columnName) => Count(Col(columnName));

    /// <summary>The sum.</summary>
    public static Column Sum(Column column) => Of("sum", column);

    /// <summary>The sum.</summary>
    public static Column Sum(string columnName) => Sum(Col(columnName));

    /// <summary>The mean.</summary>
    public static Column Avg(Column column) => Of("avg", column);

    /// <summary>The mean.</summary>
    public static Column Avg(string columnName) => Avg(Col(columnName));

    /// <summary>The mean.</summary>
    public static Column Mean(Column column) => Of("avg", column);

    /// <summary>The mean.</summary>
    public static Column Mean(string columnName) => Mean(Col(columnName));

    /// <summary>The smallest.</summary>
    public static Column Min(Column column) => Of("min", column);

    /// <summary>The smallest.</summary>
    public static Column Min(string columnName) => Min(Col(columnName));

    /// <summary>The greatest.</summary>
    public static Column Max(Column column) => Of("max", column);

    /// <summary>The greatest.</summary>
    public static Column Max(string columnName) => Max(Col(columnName));

    /// <summary>All values that are not null, as an array in no fixed order.</summary>
    public static Column CollectList(Column column) => Of("collect_list", column);

    /// <summary>All values that are not null, as an array in no fixed order.</summary>
    public static Column CollectList(string columnName) => CollectList(Col(columnName));

    /// <summary>The distinct values that are not null, as an array in no fixed order.</summary>
    public static Column CollectSet(Column column) => Of("collect_set", column);

    /// <summary>The distinct values that are not null, as an array in no fixed order.</summary>
    public static Column CollectSet(string columnName) => CollectSet(Col(columnName));

    /// <summary>The standard deviation of a sample.</summary>
    public static Column StdDev(Column column) => Of("stddev", column);

    /// <summary>The standard deviation of a sample.</summary>
    public static Column StdDev(string columnName) => StdDev(Col(columnName));

    /// <summary>The variance of a sample.</summary>
    public static Column Variance(Column column) => Of("variance", column);

    /// <summary>The variance of a sample.</summary>
    public static Column Variance(string columnName) => Variance(Col(columnName));

    /// <summary>About how many distinct values there are.</summary>
    public static Column ApproxCountDistinct(Column column) => Of("approx_count_distinct", column);

    /// <summary>About how many distinct values there are.</summary>
    public static Column ApproxCountDistinct(string columnName) => ApproxCountDistinct(Col(columnName));

    /// <summary>The sum of the distinct values.</summary>
    public static Column SumDistinct(Column column) => Of("sum_distinct", column);

    /// <summary>How many distinct combinations of values there are.</summary>
    public static Column CountDistinct(Column column, params Column[] columns) =>
        new(g => g.CallStaticObject(ClassName, "count_distinct", column.On(g), g.ColumnSeq(columns)));

    /// <summary>How many distinct combinations of values there are.</summary>
    public static Column CountDistinct(string columnName, params string[] columnNames) => CountDistinct(Col(columnName), System.Array.ConvertAll(columnNames, Col));

    /// <summary>A group's first value, in no fixed order.</summary>
    public static Column First(Column column, bool ignoreNulls = false) => Of("first", column, ignoreNulls);

    /// <summary>A group's last value, in no fixed order.</summary>
    public static Column Last(Column column, bool ignoreNulls = false) => Of("last", column, ignoreNulls);

    /// <summary>How many values are true.</summary>
    public static Column CountIf(Column column) => Of("count_if", column);

    /// <summary>The value where another column is greatest.</summary>
    public static Column MaxBy(Column column, Column order) => Of("max_by", column, order);

    /// <summary>The value where another column is smallest.</summary>
    public static Column MinBy(Column column, Column order) => Of("min_by", column, order);
}
