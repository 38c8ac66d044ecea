using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Tests.Gateway.Support;

namespace SparkNer.Spark.Tests.Gateway;

/// <summary>Which Spark and which Java, without starting any.</summary>
public sealed class LaunchTests
{
    [Fact]
    public void The_named_folder_goes_before_the_environment_and_that_before_the_path()
    {
        using var named = new FakeSpark(version: "3.5.9", scala: "2.12");
        using var home = new FakeSpark(version: "4.0.4");
        using var path = new FakeSpark(version: "4.3.0-SNAPSHOT");
        string? Environment(string name) => name == "SPARK_HOME" ? home.Home : PathOnly(name);
        string? PathOnly(string name) => name == "PATH" ? $"/nowhere{Path.PathSeparator}{Path.Combine(path.Home, "bin")}" : null;

        Assert.Equal(new SparkInstallation(named.Home, "3.5.9", "2.12"), SparkInstallation.Find(named.Home, Environment));
        Assert.Equal("4.0.4", SparkInstallation.Find(null, Environment).VersionText);
        Assert.Equal("4.3.0-SNAPSHOT", SparkInstallation.Find(null, PathOnly).VersionText);
    }

    [Fact]
    public void A_link_on_the_path_leads_to_the_installation()
    {
        using var spark = new FakeSpark();
        string bin = Directory.CreateDirectory(spark["links"]).FullName;
        File.CreateSymbolicLink(Path.Combine(bin, "spark-submit"), Path.Combine(spark.Home, "bin", "spark-submit"));
        Assert.Equal(spark.Home, SparkInstallation.Find(null, name => name == "PATH" ? bin : null).Home);
    }

    [Fact]
    public void Without_a_core_jar_the_release_file_tells_the_version()
    {
        using var spark = new FakeSpark();
        Directory.Delete(Path.Combine(spark.Home, "jars"), recursive: true);
        Assert.Contains("spark-core", Assert.Throws<SparkSetupException>(() => SparkInstallation.At(spark.Home)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(spark.Home, "RELEASE"), "Spark 3.5.9 (git revision x) built for Hadoop 3.3.4\n");
        Assert.Equal("3.5.9", SparkInstallation.At(spark.Home).VersionText);
    }

    [Fact]
    public void Errors_say_what_to_set()
    {
        Assert.Contains("SPARK_HOME", Assert.Throws<SparkSetupException>(() => SparkInstallation.Find(null, _ => null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("SPARK_HOME is wrong", Assert.Throws<SparkSetupException>(() => SparkInstallation.Find(null, n => n == "SPARK_HOME" ? "/no/where" : null)).Message, StringComparison.Ordinal);
        Assert.Contains("bin/spark-submit", Assert.Throws<SparkSetupException>(() => SparkInstallation.Find("/no/where", _ => null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.5.9", false, "3.5")]
    [InlineData("3.5.9-amzn-0", false, "3.5")]
    [InlineData("4.3.0-SNAPSHOT", false, "4.3")]
    [InlineData("4.4.0", true, "4.3")]
    [InlineData("5.0.0", true, "4.3")]
    [InlineData("3.6.0", true, "3.5")]
    public void A_version_is_treated_as_a_known_one(string text, bool allow, string expected) => Assert.Equal(expected, SupportedSpark.Check(text, allow).ToString());

    [Theory]
    [InlineData("3.4.4", true, "too old")]
    [InlineData("2.4.8", false, "too old")]
    [InlineData("4.4.0", false, "--allow-unsupported-spark")]
    [InlineData("nonsense", true, "no version")]
    public void A_version_that_does_not_work_is_refused_with_those_that_do(string text, bool allow, string says)
    {
        string message = Assert.Throws<SparkSetupException>(() => SupportedSpark.Check(text, allow)).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains("3.5, 4.0, 4.1, 4.2, 4.3", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17.0.19", "4.1.4", true)]
    [InlineData("21", "4.1.4", true)]
    [InlineData("11.0.2", "4.1.4", false)]
    [InlineData("1.8.0_402", "3.5.9", true)]
    [InlineData("1.7.0", "3.5.9", false)]
    public void Java_must_be_new_enough_for_Spark(string java, string version, bool fits)
    {
        using var spark = new FakeSpark(version: version);
        spark.Java(java);
        Exception? error = Record.Exception(() => JavaRuntime.Check(SparkInstallation.At(spark.Home), name => name == "JAVA_HOME" ? spark.JavaHome : null));
        Assert.Equal(fits, error is null);
        if (!fits)
        {
            Assert.IsType<SparkSetupException>(error);
            Assert.Contains("set JAVA_HOME", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_Java_the_message_says_which_to_install()
    {
        using var spark = new FakeSpark();
        var installation = SparkInstallation.At(spark.Home);
        Assert.Contains("needs Java 17", Assert.Throws<SparkSetupException>(() => JavaRuntime.Check(installation, _ => null)).Message, StringComparison.Ordinal);
        Assert.Contains("JAVA_HOME is /no/where", Assert.Throws<SparkSetupException>(() => JavaRuntime.Check(installation, n => n == "JAVA_HOME" ? "/no/where" : null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_Sparks_own_may_name_a_Java_that_is_not_seen_here()
    {
        using var spark = new FakeSpark();
        Directory.CreateDirectory(Path.Combine(spark.Home, "conf"));
        File.WriteAllText(Path.Combine(spark.Home, "conf", "spark-env.sh"), "JAVA_HOME=/opt/java");
        JavaRuntime.Check(SparkInstallation.At(spark.Home), _ => null);
    }

    [Fact]
    public void The_gateway_that_spark_submit_tells_about_is_taken()
    {
        GatewayAddress? found = SubmittedGateway.Find(Variables(("PYSPARK_GATEWAY_PORT", "4711"), ("PYSPARK_GATEWAY_SECRET", "s")));
        Assert.Equal(new GatewayAddress(4711, "s"), found);
        Assert.Null(SubmittedGateway.Find(_ => null));
    }

    [Theory]
    [InlineData("PYSPARK_GATEWAY_PORT", "4711")]
    [InlineData("PYSPARK_GATEWAY_PORT", "x")]
    [InlineData("PYSPARK_GATEWAY_PORT", "0")]
    [InlineData("PYSPARK_GATEWAY_PORT", "70000")]
    [InlineData("SPARK_REMOTE", "sc://localhost")]
    [InlineData("PYSPARK_REMOTE_INIT_CONF_LEN", "0")]
    public void An_environment_without_a_usable_gateway_is_refused(string name, string value) =>
        Assert.Throws<SparkSetupException>(() => SubmittedGateway.Find(Variables((name, value))));

    [Fact]
    public void A_jvms_address_is_read_from_its_file()
    {
        Assert.Equal(new GatewayAddress(12345, "abc"), ConnectionInfo.Read([0, 0, 0x30, 0x39, 0, 0, 0, 3, (byte)'a', (byte)'b', (byte)'c']));
        Assert.Throws<SparkSetupException>(() => ConnectionInfo.Read([0, 0, 0x30, 0x39, 0, 0, 0, 3, (byte)'a']));
        Assert.Throws<SparkSetupException>(() => ConnectionInfo.Read([]));
        Assert.Throws<SparkSetupException>(() => ConnectionInfo.Read([0xFF, 0, 0x30, 0x39, 0, 0, 0, 1, (byte)'a']));
    }

    [Fact]
    public void The_last_lines_are_kept()
    {
        var tail = new LineTail(3);
        foreach (string line in new[] { "a", "b", "c", "d" })
        {
            tail.Add(line);
        }

        Assert.Equal(["b", "c", "d"], tail.ToArray());
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) => name => variables.FirstOrDefault(v => v.Name == name).Value;
}
