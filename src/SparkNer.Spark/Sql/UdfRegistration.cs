using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Functions that SQL can call by name.</summary>
public sealed class UdfRegistration
{
    internal UdfRegistration(JavaObject reference) => Reference = reference;

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>Registers a Java class that implements one of Spark's <c>UDF1</c> ... <c>UDF22</c>.</summary>
    /// <param name="name">The function's name in SQL.</param>
    /// <param name="className">The class, which must be on the class path.</param>
    /// <param name="returnType">What it returns; null: as the class says.</param>
    public void RegisterJava(string name, string className, DataType? returnType = null)
    {
        using JavaObject? type = returnType is null ? null : Reference.Gateway.DataType(returnType);
        Reference.Call("registerJava", name, className, type);
    }

    /// <summary>Registers a Java class that implements Spark's <c>UserDefinedAggregateFunction</c>.</summary>
    public void RegisterJavaUDAF(string name, string className) => Reference.Call("registerJavaUDAF", name, className);

    internal void Register(string name, SparkFunction function) => Reference.Call("registerPython", name, function.Reference);
}
