using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <content>Plans made of other plans.</content>
public sealed partial class DataFrame
{
    /// <summary>These columns.</summary>
    public DataFrame Select(params Column[] columns) => ByColumns("select", columns);

    /// <summary>These columns.</summary>
    public DataFrame Select(string column, params string[] columns) => Select(ToColumns(column, columns));

    /// <summary>These SQL expressions.</summary>
    public DataFrame SelectExpr(params string[] expressions) => ByNames("selectExpr", expressions);

    /// <summary>All columns and one more, or one replaced.</summary>
    public DataFrame WithColumn(string colName, Column col) => Plan("withColumn", colName, col.On(Gateway));

    /// <summary>All columns and more, or some replaced, in the given order.</summary>
    public DataFrame WithColumns(params IEnumerable<(string Name, Column Column)> columns)
    {
        (string Name, Column Column)[] all = [.. columns];
        using JavaObject names = Gateway.ScalaSeq(all.Select(c => c.Name));
        using JavaObject values = Gateway.ColumnSeq(all.Select(c => c.Column));
        return Plan("withColumns", names, values);
    }

    /// <summary>A column under another name; nothing happens if it does not exist.</summary>
    public DataFrame WithColumnRenamed(string existingName, string newName) => Plan("withColumnRenamed", existingName, newName);

    /// <summary>All columns under these names.</summary>
    public DataFrame ToDF(params string[] colNames) => ByNames("toDF", colNames);

    /// <summary>Without these columns; nothing happens if one does not exist.</summary>
    public DataFrame Drop(params string[] colNames) => ByNames("drop", colNames);

    /// <summary>Without this column.</summary>
    public DataFrame Drop(Column col) => Plan("drop", col.On(Gateway));

    /// <summary>The rows where a condition holds.</summary>
    public DataFrame Filter(Column condition) => Plan("filter", condition.On(Gateway));

    /// <summary>The rows where a SQL condition holds.</summary>
    public DataFrame Filter(string conditionExpr) => Plan("filter", conditionExpr);

    /// <summary>The rows where a condition holds.</summary>
    public DataFrame Where(Column condition) => Filter(condition);

    /// <summary>The rows where a SQL condition holds.</summary>
    public DataFrame Where(string conditionExpr) => Filter(conditionExpr);

    /// <summary>Each row with each row of another data frame.</summary>
    public DataFrame CrossJoin(DataFrame right) => Plan("crossJoin", right.Reference);

    /// <summary>The rows that agree in a column, which comes once.</summary>
    public DataFrame Join(DataFrame right, string usingColumn) => Join(right, [usingColumn]);

    /// <summary>The rows that agree in these columns, which come once.</summary>
    /// <param name="right">The other data frame.</param>
    /// <param name="usingColumns">The columns, of the same names on both sides.</param>
    /// <param name="joinType"><c>inner</c>, <c>left</c>, <c>right</c>, <c>outer</c>, <c>left_semi</c>, <c>left_anti</c>, <c>cross</c>.</param>
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner")
    {
        using JavaObject names = Gateway.ScalaSeq(usingColumns);
        return Plan("join", right.Reference, names, joinType);
    }

    /// <summary>The rows for which a condition holds.</summary>
    /// <param name="right">The other data frame.</param>
    /// <param name="joinExpr">The condition.</param>
    /// <param name="joinType"><c>inner</c>, <c>left</c>, <c>right</c>, <c>outer</c>, <c>left_semi</c>, <c>left_anti</c>, <c>cross</c>.</param>
    public DataFrame Join(DataFrame right, Column joinExpr, string joinType = "inner") =>
        Plan("join", right.Reference, joinExpr.On(Gateway), joinType);

    /// <summary>The rows of both, columns in their order.</summary>
    public DataFrame Union(DataFrame other) => Plan("union", other.Reference);

    /// <summary>The rows of both, columns by their names.</summary>
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns = false) => Plan("unionByName", other.Reference, allowMissingColumns);

    /// <summary>The distinct rows that both have.</summary>
    public DataFrame Intersect(DataFrame other) => Plan("intersect", other.Reference);

    /// <summary>The distinct rows that the other has not.</summary>
    public DataFrame Except(DataFrame other) => Plan("except", other.Reference);

    /// <summary>Groups of rows that agree in these columns.</summary>
    public RelationalGroupedDataset GroupBy(params Column[] columns)
    {
        using JavaObject seq = Gateway.ColumnSeq(columns);
        return new RelationalGroupedDataset(Session, Reference.CallObject("groupBy", seq));
    }

    /// <summary>Groups of rows that agree in these columns.</summary>
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => GroupBy(ToColumns(column, columns));

    /// <summary>One row over all rows.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs)
    {
        using JavaObject seq = Gateway.ColumnSeq(exprs);
        return Plan("agg", expr.On(Gateway), seq);
    }

    /// <summary>The rows in order.</summary>
    public DataFrame OrderBy(params Column[] columns) => ByColumns("orderBy", columns);

    /// <summary>The rows in order.</summary>
    public DataFrame OrderBy(string column, params string[] columns) => OrderBy(ToColumns(column, columns));

    /// <summary>The rows in order.</summary>
    public DataFrame Sort(params Column[] columns) => OrderBy(columns);

    /// <summary>The rows in order.</summary>
    public DataFrame Sort(string column, params string[] columns) => OrderBy(column, columns);

    /// <summary>Each partition's rows in order.</summary>
    public DataFrame SortWithinPartitions(params Column[] columns) => ByColumns("sortWithinPartitions", columns);

    /// <summary>Spread over so many partitions.</summary>
    public DataFrame Repartition(int numPartitions) => Plan("repartition", numPartitions);

    /// <summary>Spread by these columns' values over so many partitions.</summary>
    public DataFrame Repartition(int numPartitions, params Column[] partitionExprs)
    {
        using JavaObject seq = Gateway.ColumnSeq(partitionExprs);
        return Plan("repartition", numPartitions, seq);
    }

    /// <summary>Spread by these columns' values.</summary>
    public DataFrame Repartition(params Column[] partitionExprs) => ByColumns("repartition", partitionExprs);

    /// <summary>Put together into at most so many partitions, without moving rows between machines.</summary>
    public DataFrame Coalesce(int numPartitions) => Plan("coalesce", numPartitions);

    /// <summary>About so large a part of the rows, by chance.</summary>
    /// <param name="fraction">The part, 0 to 1.</param>
    /// <param name="withReplacement">Whether a row may come several times.</param>
    /// <param name="seed">The same rows each time; null: others each time.</param>
    public DataFrame Sample(double fraction, bool withReplacement = false, long? seed = null) =>
        seed is { } s ? Plan("sample", withReplacement, fraction, s) : Plan("sample", withReplacement, fraction);

    /// <summary>The first rows, in no fixed order.</summary>
    public DataFrame Limit(int n) => Plan("limit", n);

    /// <summary>Each different row once.</summary>
    public DataFrame Distinct() => Plan("distinct");

    /// <summary>Each different row once.</summary>
    public DataFrame DropDuplicates() => Plan("dropDuplicates");

    /// <summary>One row for each different combination of these columns.</summary>
    public DataFrame DropDuplicates(string col, params string[] cols) => ByNames("dropDuplicates", [col, .. cols]);

    /// <summary>A name for the columns in joins and SQL expressions.</summary>
    public DataFrame As(string alias) => Plan("as", alias);

    /// <summary>A name for the columns in joins and SQL expressions.</summary>
    public DataFrame Alias(string alias) => As(alias);

    /// <summary>A hint for the planner, for example <c>broadcast</c>.</summary>
    public DataFrame Hint(string name, params object[] parameters)
    {
        using JavaObject seq = Gateway.ScalaSeq(parameters);
        return Plan("hint", name, seq);
    }

    /// <summary>How late rows of a growing data frame may come.</summary>
    public DataFrame WithWatermark(string eventTime, string delayThreshold) => Plan("withWatermark", eventTime, delayThreshold);

    /// <summary>A text column <c>value</c> with each row as JSON; null fields are left out.</summary>
    public DataFrame ToJson() => Plan("toJSON");

    /// <summary>What a function of data frames makes of it.</summary>
    public DataFrame Transform(Func<DataFrame, DataFrame> func) => func(this);

    /// <summary>What to do with nulls.</summary>
    public DataFrameNaFunctions Na() => new(Session, Reference.CallObject("na"));

    private static Column[] ToColumns(string column, string[] columns) => [Functions.Col(column), .. columns.Select(Functions.Col)];

    private DataFrame Plan(string method, params ReadOnlySpan<object?> arguments) => Session.DataFrame(Reference.CallObject(method, arguments));

    private DataFrame ByColumns(string method, IEnumerable<Column> columns)
    {
        using JavaObject seq = Gateway.ColumnSeq(columns);
        return Plan(method, seq);
    }

    private DataFrame ByNames(string method, IEnumerable<string> names)
    {
        using JavaObject seq = Gateway.ScalaSeq(names);
        return Plan(method, seq);
    }
}
