using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>What to do with nulls (and numbers that are none).</summary>
public sealed class DataFrameNaFunctions
{
    private readonly SparkSession _session;

    internal DataFrameNaFunctions(SparkSession session, JavaObject reference)
    {
        _session = session;
        Reference = reference;
    }

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>Without rows that have a null.</summary>
    /// <param name="how"><c>any</c> null, or <c>all</c> values null.</param>
    public DataFrame Drop(string how = "any") => _session.DataFrame(Reference.CallObject("drop", how));

    /// <summary>Without rows that have a null in one of these columns.</summary>
    public DataFrame Drop(IEnumerable<string> columns)
    {
        using JavaObject names = _session.Gateway.StringArray(columns);
        return _session.DataFrame(Reference.CallObject("drop", "any", names));
    }

    /// <summary>Nulls of the text columns replaced, or of some of them.</summary>
    public DataFrame Fill(string value, IEnumerable<string>? columns = null) => Filled(value, columns);

    /// <summary>Nulls of the number columns replaced, or of some of them.</summary>
    public DataFrame Fill(double value, IEnumerable<string>? columns = null) => Filled(value, columns);

    /// <summary>Nulls of the boolean columns replaced, or of some of them.</summary>
    public DataFrame Fill(bool value, IEnumerable<string>? columns = null) => Filled(value, columns);

    private DataFrame Filled(object value, IEnumerable<string>? columns)
    {
        if (columns is null)
        {
            return _session.DataFrame(Reference.CallObject("fill", value));
        }

        using JavaObject names = _session.Gateway.StringArray(columns);
        return _session.DataFrame(Reference.CallObject("fill", value, names));
    }
}
