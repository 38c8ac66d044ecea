using System.Globalization;
using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>What readers and writers have in common. Their methods answer the object itself: the second reference is given back at once.</summary>
internal static class OptionSetting
{
    public static void Set(JavaObject target, string method, params ReadOnlySpan<object?> arguments) =>
        (target.Call(method, arguments) as JavaObject)?.Dispose();

    public static void Option(JavaObject target, string key, string value) => Set(target, "option", key, value);

    public static void Options(JavaObject target, IEnumerable<KeyValuePair<string, string>> options)
    {
        foreach ((string key, string value) in options)
        {
            Option(target, key, value);
        }
    }

    public static string Text(bool value) => value ? "true" : "false";

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
