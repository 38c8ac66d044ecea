using System.Globalization;
using SparkNer.Spark.Gateway;

namespace SparkNer.Spark.Sql;

/// <summary>A session's settings.</summary>
public sealed class RuntimeConfig
{
    internal RuntimeConfig(JavaObject reference) => Reference = reference;

    /// <summary>The object in the JVM.</summary>
    public JavaObject Reference { get; }

    /// <summary>Sets a setting.</summary>
    /// <exception cref="JavaException">It cannot be changed in a running application, or the value does not fit.</exception>
    public void Set(string key, string value) => Reference.Call("set", key, value);

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, bool value) => Set(key, value ? "true" : "false");

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, long value) => Set(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A setting's value, or its default.</summary>
    /// <exception cref="JavaException">It is not set and has no default.</exception>
    public string Get(string key) => Reference.CallText("get", key);

    /// <summary>A setting's value, or the given one where it is not set.</summary>
    public string? Get(string key, string? defaultValue)
    {
        // Spark checks a default against the setting's type; asking for the option does not.
        using JavaObject option = Reference.CallObject("getOption", key);
        return option.Call<bool>("isDefined") ? option.CallText("get") : defaultValue;
    }

    /// <summary>Takes a setting back; Spark's default holds again.</summary>
    public void Unset(string key) => Reference.Call("unset", key);

    /// <summary>Whether a setting may be changed in a running application.</summary>
    public bool IsModifiable(string key) => Reference.Call<bool>("isModifiable", key);
}
