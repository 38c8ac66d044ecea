using System.Globalization;
using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;

namespace SparkNer.Spark.Sql;

/// <summary>Sets up a <see cref="SparkSession"/>.</summary>
public sealed class Builder
{
    private readonly SparkOptions _options = new();

    internal Builder()
    {
    }

    /// <summary>Where the executors run: <c>local[4]</c>, <c>spark://host:7077</c>, <c>yarn</c>, <c>k8s://...</c>. Default: as spark-submit was told, or <c>local[*]</c>.</summary>
    public Builder Master(string master)
    {
        _options.Master = master;
        return this;
    }

    /// <summary>The application's name. Default: as spark-submit was told, or the program's name.</summary>
    public Builder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>A setting.</summary>
    public Builder Config(string key, string value)
    {
        _options.Settings[key] = value;
        return this;
    }

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, bool value) => Config(key, value ? "true" : "false");

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, long value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Config(string, string)"/>
    public Builder Config(string key, double value) => Config(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Settings.</summary>
    public Builder Config(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach ((string key, string value) in settings)
        {
            Config(key, value);
        }

        return this;
    }

    /// <summary>Tables of a Hive metastore.</summary>
    public Builder EnableHiveSupport() => Config("spark.sql.catalogImplementation", "hive");

    /// <summary>The folder of the Spark to start, where spark-submit did not start this program. Default: <c>SPARK_HOME</c>, or the spark-submit on the <c>PATH</c>.</summary>
    public Builder SparkHome(string? folder)
    {
        _options.SparkHome = folder;
        return this;
    }

    /// <summary>Whether a Spark newer than the supported ones may be tried.</summary>
    public Builder AllowUnsupportedSpark(bool allow = true)
    {
        _options.AllowUnsupportedSpark = allow;
        return this;
    }

    /// <summary>More arguments of spark-submit for a JVM that is started, for example <c>--driver-memory 4g</c>.</summary>
    public Builder SubmitArguments(params IEnumerable<string> arguments)
    {
        _options.SubmitArguments.AddRange(arguments);
        return this;
    }

    /// <summary>Where the output of a JVM that is started goes. Default: standard error.</summary>
    public Builder Log(TextWriter log)
    {
        _options.Log = log;
        return this;
    }

    /// <summary>
    /// The running session with these settings applied; if there is none, a new one: in the JVM that started this program (spark-submit), or in one that is started.
    /// </summary>
    /// <exception cref="SparkSetupException">There is no Spark, or an unsupported one, or no Java for it.</exception>
    /// <exception cref="GatewayException">The JVM cannot be reached.</exception>
    /// <exception cref="JavaException">Spark refuses a setting, or the cluster cannot be reached.</exception>
    public SparkSession GetOrCreate() => SparkSession.GetOrStart(_options);
}
