using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql.Types;

namespace SparkNer.Spark.Sql;

/// <summary>Calls that Spark's API needs again and again.</summary>
internal static class GatewayExtensions
{
    /// <summary>A call that answers an object.</summary>
    public static JavaObject CallObject(this JavaObject target, string method, params ReadOnlySpan<object?> arguments) =>
        Object(target.Call(method, arguments), method);

    /// <summary>A call that answers a text.</summary>
    public static string CallText(this JavaObject target, string method, params ReadOnlySpan<object?> arguments) =>
        (string)target.Call(method, arguments)!;

    /// <summary>A static call that answers an object.</summary>
    public static JavaObject CallStaticObject(this JavaGateway gateway, string className, string method, params ReadOnlySpan<object?> arguments) =>
        Object(gateway.CallStatic(className, method, arguments), method);

    /// <summary>A Scala sequence: Scala's versions have different ones, Spark makes the right one from a Java list.</summary>
    public static JavaObject ScalaSeq(this JavaGateway gateway, IEnumerable<object?> items)
    {
        using JavaObject list = gateway.ArrayList(items);
        return gateway.CallStaticObject("org.apache.spark.api.python.PythonUtils", "toSeq", list);
    }

    /// <summary>A Scala sequence of columns.</summary>
    public static JavaObject ColumnSeq(this JavaGateway gateway, IEnumerable<Column> columns) =>
        gateway.ScalaSeq(columns.Select(c => c.On(gateway)));

    /// <summary>A type of Spark's, nullability and metadata included.</summary>
    public static JavaObject DataType(this JavaGateway gateway, DataType type) =>
        gateway.CallStaticObject("org.apache.spark.sql.types.DataType", "fromJson", type.Json);

    /// <summary>The items of a Java array.</summary>
    public static IReadOnlyList<object?> Items(this JavaGateway gateway, JavaObject array)
    {
        var items = new object?[gateway.ArrayLength(array)];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = gateway.ArrayGet(array, i);
        }

        return items;
    }

    private static JavaObject Object(object? answer, string method) => answer as JavaObject
        ?? throw new GatewayException($"The Spark driver answered {answer ?? "null"} to '{method}' where an object was expected.");
}
