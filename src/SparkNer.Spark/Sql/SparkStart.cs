using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;

namespace SparkNer.Spark.Sql;

/// <summary>Connects to the driver's JVM, or starts one, and makes the context and its first session.</summary>
internal static class SparkStart
{
    private const string IsolationSetting = "spark.sql.artifact.isolation.enabled";

    public static SparkSession Session(SparkOptions options)
    {
        DriverJvm? jvm = null;
        JavaGateway? gateway = null;
        try
        {
            if (SubmittedGateway.Find() is { } address)
            {
                gateway = JavaGateway.Connect(address);
            }
            else
            {
                var spark = SparkInstallation.Find(options.SparkHome);
                SupportedSpark.Check(spark.VersionText, options.AllowUnsupportedSpark);
                jvm = DriverJvm.Start(spark, JvmOptions(options));
                gateway = JavaGateway.Connect(jvm);
            }

            return Session(gateway, jvm, options);
        }
        catch
        {
            gateway?.Dispose();
            jvm?.Dispose();
            throw;
        }
    }

    /// <summary>The context and the session in a JVM where there are none.</summary>
    public static SparkSession Session(JavaGateway gateway, DriverJvm? jvm, SparkOptions options)
    {
        SparkApplication application = Application(gateway, jvm, options);
        using JavaObject settings = gateway.HashMap(options.Settings);
        string className = application.Version < new SparkVersion(4, 0) ? "org.apache.spark.sql.SparkSession" : "org.apache.spark.sql.classic.SparkSession";
        using JavaObject context = application.JavaContext.CallObject("sc");
        JavaObject session = gateway.New(className, context, settings);
        using (var companion = (JavaObject)gateway.StaticMember(className + "$", "MODULE$")!)
        {
            companion.Call("applyModifiableSettings", session, settings);
        }

        gateway.CallStatic(className, "setDefaultSession", session);
        gateway.CallStatic(className, "setActiveSession", session);
        return new SparkSession(application, session);
    }

    private static DriverJvmOptions JvmOptions(SparkOptions options)
    {
        var settings = new Dictionary<string, string>(options.Settings);
        if (Console.IsErrorRedirected)
        {
            // A JVM of this kind draws a progress bar, which only a terminal shows.
            settings.TryAdd("spark.ui.showConsoleProgress", "false");
        }

        return new DriverJvmOptions { Master = options.Master, Conf = settings, Arguments = options.SubmitArguments, Log = options.Log };
    }

    private static SparkApplication Application(JavaGateway gateway, DriverJvm? jvm, SparkOptions options)
    {
        // Before the context is made: a Spark that cannot be used should not take a cluster's resources first.
        string versionText = (string)gateway.CallStatic("org.apache.spark.package", "SPARK_VERSION")!;
        SparkVersion version = SupportedSpark.Check(versionText, options.AllowUnsupportedSpark);
        using JavaObject conf = gateway.New("org.apache.spark.SparkConf", true);
        foreach ((string key, string value) in options.Settings)
        {
            OptionSetting.Set(conf, "set", key, value);
        }

        if (options.Master is { } master)
        {
            OptionSetting.Set(conf, "setMaster", master);
        }

        OptionSetting.Set(conf, "setIfMissing", "spark.master", "local[*]");
        OptionSetting.Set(conf, "setIfMissing", "spark.app.name", options.DefaultName);
        if (version >= new SparkVersion(4, 0))
        {
            // With it each session would start workers of its own, in a folder where --archives are not unpacked.
            OptionSetting.Set(conf, "setIfMissing", IsolationSetting, "false");
        }

        return new SparkApplication(gateway, jvm, gateway.New("org.apache.spark.api.java.JavaSparkContext", conf), versionText, version);
    }
}
