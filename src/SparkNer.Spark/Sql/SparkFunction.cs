using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>A function that Spark runs in our worker, made by <see cref="PythonFunctionFactory"/>.</summary>
internal sealed class SparkFunction
{
    private readonly SparkSession _session;
    private readonly PythonFunctionDefinition _definition;

    internal SparkFunction(SparkSession session, PythonFunctionDefinition definition, JavaObject reference)
    {
        _session = session;
        _definition = definition;
        Reference = reference;
    }

    /// <summary>The <c>UserDefinedPythonFunction</c> in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>The function's name in plans.</summary>
    public string Name => _definition.Name;

    /// <summary>What it returns.</summary>
    public DataType ReturnType => _definition.ReturnType;

    /// <summary>The function of these columns.</summary>
    public Column Apply(params Column[] columns)
    {
        Column[] copy = [.. columns];
        return new Column(g => Applied(g, copy.Select(c => c.On(g))));
    }

    /// <summary>The function of columns given by the parameters' names. Spark 4.0 and later.</summary>
    /// <exception cref="NotSupportedException">Spark 3.5.</exception>
    public Column ApplyNamed(params IEnumerable<(string Name, Column Column)> arguments)
    {
        if (_session.Application.Version < new SparkVersion(4, 0))
        {
            throw new NotSupportedException($"Spark {_session.Version()} knows no arguments by name. Pass them in their order.");
        }

        (string Name, Column Column)[] copy = [.. arguments];
        return new Column(g => Applied(g, copy.Select(a =>
            g.CallStaticObject("org.apache.spark.sql.api.python.PythonSQLUtils", "namedArgumentExpression", a.Name, a.Column.On(g)))));
    }

    /// <summary>Gives the function a name in the session's SQL.</summary>
    public void Register(string name) => _session.Udf().Register(name, this);

    private JavaObject Applied(JavaGateway gateway, IEnumerable<JavaObject> columns)
    {
        using JavaObject seq = gateway.ScalaSeq(columns);
        return Reference.CallObject("apply", seq);
    }
}
