using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>Groups of rows.</summary>
public sealed class RelationalGroupedDataset
{
    private readonly SparkSession _session;

    internal RelationalGroupedDataset(SparkSession session, JavaObject reference)
    {
        _session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>A row a group.</summary>
    public DataFrame Agg(Column expr, params Column[] exprs)
    {
        JavaGateway gateway = _session.Gateway;
        using JavaObject seq = gateway.ColumnSeq(exprs);
        return _session.DataFrame(Reference.CallObject("agg", expr.On(gateway), seq));
    }

    /// <summary>The number of rows of each group, as <c>count</c>.</summary>
    public DataFrame Count() => _session.DataFrame(Reference.CallObject("count"));

    /// <summary>The sums of these columns; of all numbers if none is named.</summary>
    public DataFrame Sum(params string[] colNames) => ByNames("sum", colNames);

    /// <summary>The means of these columns; of all numbers if none is named.</summary>
    public DataFrame Avg(params string[] colNames) => ByNames("avg", colNames);

    /// <summary>The means of these columns: another name of <see cref="Avg"/>.</summary>
    public DataFrame Mean(params string[] colNames) => Avg(colNames);

    /// <summary>The smallest values of these columns; of all numbers if none is named.</summary>
    public DataFrame Min(params string[] colNames) => ByNames("min", colNames);

    /// <summary>The greatest values of these columns; of all numbers if none is named.</summary>
    public DataFrame Max(params string[] colNames) => ByNames("max", colNames);

    /// <summary>A column for each value of a column.</summary>
    public RelationalGroupedDataset Pivot(string pivotColumn) => new(_session, Reference.CallObject("pivot", pivotColumn));

    private DataFrame ByNames(string method, string[] colNames)
    {
        using JavaObject names = _session.Gateway.ScalaSeq(colNames);
        return _session.DataFrame(Reference.CallObject(method, names));
    }
}
