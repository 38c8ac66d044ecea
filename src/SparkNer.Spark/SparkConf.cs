using SparkNer.Spark.Gateway;
using SparkNer.Spark.Sql;

namespace SparkNer.Spark;

/// <summary>A copy of an application's settings.</summary>
public sealed class SparkConf
{
    internal SparkConf(JavaObject reference) => Reference = reference;

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>A setting's value.</summary>
    /// <exception cref="JavaException">It is not set.</exception>
    public string Get(string key) => Reference.CallText("get", key);

    /// <summary>A setting's value, or the given one where it is not set.</summary>
    public string? Get(string key, string? defaultValue) => Contains(key) ? Get(key) : defaultValue;

    /// <summary>Whether a setting is set.</summary>
    public bool Contains(string key) => Reference.Call<bool>("contains", key);

    /// <summary>All settings.</summary>
    public IReadOnlyDictionary<string, string> GetAll()
    {
        JavaGateway gateway = Reference.Gateway;
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        using JavaObject array = Reference.CallObject("getAll");
        foreach (object? item in gateway.Items(array))
        {
            using var pair = (JavaObject)item!;
            all[pair.CallText("_1")] = pair.CallText("_2");
        }

        return all;
    }
}
