using System.Reflection;

namespace SparkNer.Spark.Ner;

/// <summary>This program's version.</summary>
internal static class SparknerVersion
{
    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(SparknerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
