using SparkNer.Spark.Gateway;
using SparkNer.Spark.Gateway.Launch;
using SparkNer.Spark.Sql;
using SparkNer.Spark.Tests.Sql.Support;

namespace SparkNer.Spark.Tests.Sql;

/// <summary>How a session comes about in a JVM that has none.</summary>
public sealed class SessionStartTests
{
    [Theory]
    [InlineData("3.5.9", "SparkSession", false)]
    [InlineData("4.0.4", "SparkSession", true)]
    [InlineData("4.3.0", "SparkSession", true)]
    public void Context_and_session_are_made_in_Sparks_order(string version, string className, bool isolates)
    {
        using var java = new FakeJava("4.3.0");
        java.Answer("SPARK_VERSION", "s" + version);
        var options = new SparkOptions { Master = "local[3]" };
        options.Settings["spark.app.name"] = "mine";
        SparkSession session = SparkStart.Session(java.Gateway, null, options);
        Assert.Equal(version, session.Version());
        string context = "new JavaSparkContext(new SparkConf(true)).sc()";
        string made = $"new {className}({context}, [\"spark.app.name\"=\"mine\"])";
        Assert.Equal(made, java.ExpressionOf(session.Reference));
        string[] expected =
        [
            "package.SPARK_VERSION()", "new SparkConf(true)", "new SparkConf(true).set(\"spark.app.name\", \"mine\")", "new SparkConf(true).setMaster(\"local[3]\")",
            "new SparkConf(true).setIfMissing(\"spark.master\", \"local[*]\")", $"new SparkConf(true).setIfMissing(\"spark.app.name\", \"{options.DefaultName}\")",
            .. isolates ? new[] { "new SparkConf(true).setIfMissing(\"spark.sql.artifact.isolation.enabled\", \"false\")" } : [],
            "new JavaSparkContext(new SparkConf(true))", context, made, $"{className}$.MODULE$", $"{className}$.MODULE$.applyModifiableSettings({made}, [\"spark.app.name\"=\"mine\"])",
            $"{className}.setDefaultSession({made})", $"{className}.setActiveSession({made})",
        ];
        Assert.Equal(expected, java.Calls);
    }

    [Theory]
    [InlineData("3.4.4", true)]
    [InlineData("2.4.8", false)]
    [InlineData("4.4.0", false)]
    public void A_version_that_does_not_work_is_refused_before_a_context_is_made(string version, bool allow)
    {
        using var java = new FakeJava("4.3.0");
        java.Answer("SPARK_VERSION", "s" + version);
        Exception refused = Assert.Throws<SparkSetupException>(() => SparkStart.Session(java.Gateway, null, new SparkOptions { AllowUnsupportedSpark = allow }));
        Assert.Contains(SparkVersion.Supported, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(java.Calls, c => c.Contains("JavaSparkContext", StringComparison.Ordinal));
    }

    [Fact]
    public void A_newer_version_that_is_allowed_is_treated_as_the_newest()
    {
        using var java = new FakeJava("4.3.0");
        java.Answer("SPARK_VERSION", "s5.1.0");
        SparkSession session = SparkStart.Session(java.Gateway, null, new SparkOptions { AllowUnsupportedSpark = true });
        Assert.Equal(SparkVersion.Newest, session.Application.Version);
        Assert.Equal("5.1.0", session.Version());
    }

    [Fact]
    public void Stopping_twice_stops_once_and_a_new_sessions_end_stops_nothing()
    {
        using var java = new FakeJava("4.3.0");
        java.Session.NewSession().Dispose();
        Assert.DoesNotContain("jsc.stop()", java.Calls);
        java.Session.Stop();
        java.Session.Dispose();
        Assert.Single(java.Calls, "jsc.stop()");
        Assert.Throws<ObjectDisposedException>(() => java.Session.Sql("SELECT 1"));
    }
}
