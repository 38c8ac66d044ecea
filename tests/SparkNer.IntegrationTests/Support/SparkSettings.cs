using System.Collections;

namespace SparkNer.IntegrationTests.Support;

/// <summary>
/// The environment of Spark's processes: nothing of the user's own Spark or Python, everything on the loopback interface, files in one folder of the test's,
/// and settings that suit a small machine.
/// </summary>
internal sealed class SparkSettings
{
    private const string Log4j =
        """
        rootLogger.level = warn
        rootLogger.appenderRef.console.ref = console
        appender.console.type = Console
        appender.console.name = console
        appender.console.target = SYSTEM_ERR
        appender.console.layout.type = PatternLayout
        appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex
        logger.deploy.name = org.apache.spark.deploy
        logger.deploy.level = info
        logger.broadcast.name = org.apache.spark.broadcast.TorrentBroadcast
        logger.broadcast.level = info
        logger.tasks.name = org.apache.spark.scheduler.TaskSetManager
        logger.tasks.level = info
        """;

    private static readonly Dictionary<string, string> _defaults = new()
    {
        ["spark.ui.enabled"] = "false",
        ["spark.ui.showConsoleProgress"] = "false",
        ["spark.master.rest.enabled"] = "false",
        ["spark.driver.memory"] = "1g",
        ["spark.executor.memory"] = "768m",
        ["spark.driver.extraJavaOptions"] = "-XX:+UseSerialGC",
        ["spark.executor.extraJavaOptions"] = "-XX:+UseSerialGC",
        ["spark.sql.shuffle.partitions"] = "4",
    };

    private static readonly string[] _foreign = ["SPARK", "PYSPARK", "PYTHON", "HADOOP"];

    private readonly string _folder;

    /// <summary>Writes the settings.</summary>
    /// <param name="spark">The Spark that they are for.</param>
    /// <param name="folder">An existing folder for all that Spark writes.</param>
    /// <param name="settings">Spark's settings, over those that every test has.</param>
    public SparkSettings(SparkDistribution spark, string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        (Spark, _folder) = (spark, folder);
        var all = new Dictionary<string, string>(_defaults)
        {
            ["spark.local.dir"] = LocalFolder,
            ["spark.sql.warehouse.dir"] = Path.Combine(folder, "warehouse"),
        };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        Directory.CreateDirectory(ConfFolder);
        Directory.CreateDirectory(LocalFolder);
        File.WriteAllText(Path.Combine(ConfFolder, "spark-defaults.conf"), string.Concat(all.Select(s => $"{s.Key} {s.Value}\n")));
        File.WriteAllText(Path.Combine(ConfFolder, "log4j2.properties"), Log4j);
    }

    /// <summary>The Spark that they are for.</summary>
    public SparkDistribution Spark { get; }

    private string ConfFolder => Path.Combine(_folder, "conf");

    private string LocalFolder => Path.Combine(_folder, "local");

    /// <summary>The environment of a process.</summary>
    public Dictionary<string, string> Environment(IReadOnlyDictionary<string, string>? more = null)
    {
        Dictionary<string, string> environment = CleanEnvironment();
        environment["SPARK_HOME"] = Spark.Home;
        environment["SPARK_CONF_DIR"] = ConfFolder;
        environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        environment["SPARK_LOCAL_HOSTNAME"] = "127.0.0.1";
        environment["SPARK_DAEMON_MEMORY"] = "256m";
        environment["SPARK_DAEMON_JAVA_OPTS"] = "-XX:+UseSerialGC";
        foreach ((string name, string value) in more ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>The environment of this process without what somebody has set for Spark or Python, and with the .NET that runs the tests.</summary>
    public static Dictionary<string, string> CleanEnvironment()
    {
        var environment = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (!_foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                environment[name] = (string)variable.Value!;
            }
        }

        environment["DOTNET_ROOT"] = SparkNerProgram.DotnetRoot;
        return environment;
    }
}
