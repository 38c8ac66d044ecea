using SparkNer.Spark.Functions;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>All that Spark must know about a function that our worker runs.</summary>
internal sealed record PythonFunctionDefinition
{
    /// <summary>The name in plans; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What reaches the worker as the function, up to about 1 MB; what is larger belongs into a broadcast.</summary>
    public required ReadOnlyMemory<byte> Command { get; init; }

    /// <summary>What it returns; for <see cref="EvalType.MapInArrow"/> the struct of all columns that come out.</summary>
    public required DataType ReturnType { get; init; }

    /// <summary>The program as the executors see it.</summary>
    public required string Executable { get; init; }

    /// <summary>How Spark calls it.</summary>
    public EvalType EvalType { get; init; } = EvalType.Scalar;

    /// <summary>Whether the same arguments always give the same result: Spark may then call it more than once a row, or push filters through it. Always so for <see cref="EvalType.MapInArrow"/>.</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>Java broadcasts that the worker can read.</summary>
    public IReadOnlyList<JavaObject> Broadcasts { get; init; } = [];
}
