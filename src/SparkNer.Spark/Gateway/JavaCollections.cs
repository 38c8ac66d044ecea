namespace SparkNer.Spark.Gateway;

/// <summary>Java's collections of .NET values.</summary>
public static class JavaCollections
{
    /// <summary>A <c>String[]</c>: what Java's and Scala's varargs of strings take.</summary>
    public static JavaObject StringArray(this JavaGateway gateway, params IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        JavaObject array = gateway.NewArray("java.lang.String", all.Length);
        for (int i = 0; i < all.Length; i++)
        {
            gateway.ArraySet(array, i, all[i]);
        }

        return array;
    }

    /// <summary>A <c>java.util.ArrayList</c>.</summary>
    public static JavaObject ArrayList(this JavaGateway gateway, params IEnumerable<object?> items)
    {
        JavaObject list = gateway.New("java.util.ArrayList");
        foreach (object? item in items)
        {
            list.Call("add", item);
        }

        return list;
    }

    /// <summary>A <c>java.util.HashMap</c>.</summary>
    public static JavaObject HashMap(this JavaGateway gateway, params IEnumerable<KeyValuePair<string, string>> pairs)
    {
        JavaObject map = gateway.New("java.util.HashMap");
        foreach ((string key, string value) in pairs)
        {
            map.Call("put", key, value);
        }

        return map;
    }

    /// <summary>A Scala <c>Seq</c>, of the kind that this Spark's Scala takes.</summary>
    public static JavaObject Seq(this JavaGateway gateway, params IEnumerable<JavaObject> items)
    {
        using JavaObject list = gateway.ArrayList(items);
        return (JavaObject)gateway.CallStatic("org.apache.spark.api.python.PythonUtils", "toSeq", list)!;
    }

    /// <summary>The strings of a Java array.</summary>
    public static string[] Strings(this JavaGateway gateway, JavaObject array)
    {
        string[] texts = new string[gateway.ArrayLength(array)];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = JavaGateway.As<string>(gateway.ArrayGet(array, i), "an element");
        }

        return texts;
    }
}
